package dev.hourglass.tasks.baseline;

import dev.hourglass.data.series.Windows;
import dev.hourglass.engine.NDArray;

/**
 * A detector of rows on the windows of a series: rows are points in order of time, and scores are
 * per point.
 *
 * @param base sees windows as rows
 * @param length points of a window, 1 or more
 */
public record Windowed(Detector base, int length) implements Detector {
  public Windowed {
    if (length < 1) {
      throw new IllegalArgumentException("a window has 1 point or more, got " + length);
    }
  }

  @Override
  public String id() {
    return base.id() + "-windows-" + length;
  }

  @Override
  public Fitted fit(NDArray series) {
    int channels = Rows.requireFit(id(), series).shape().dim(1);
    Fitted fitted = base.fit(new Windows(series, length, 1).rows());
    return s -> {
      Windows windows = new Windows(Rows.requireColumns(id(), s, channels), length, 1);
      return windows.byPoint(fitted.score(windows.rows()));
    };
  }
}
