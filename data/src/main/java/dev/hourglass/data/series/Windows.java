package dev.hourglass.data.series;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.ShapeException;
import java.util.Arrays;

/**
 * Pieces of a series of the same length. Every point lies in at least one: the last window ends
 * with the series, and a series that is shorter than a window is continued by its last point.
 *
 * @param points of the series in order of time, [T, C], T at least 1
 * @param length L, the points of a window
 * @param stride how far apart windows start
 */
public record Windows(NDArray points, int length, int stride) {

  public Windows {
    if (points.shape().rank() != 2) {
      throw new ShapeException("windows need a series [T, C], got " + points.shape());
    }
    if (length < 1 || stride < 1 || stride > length) {
      throw new IllegalArgumentException(
          "a window has at least one point, and windows leave no point out: length %d, stride %d"
              .formatted(length, stride));
    }
  }

  /** The windows of a series. */
  public static Windows of(Series series, int length, int stride) {
    return new Windows(series.values(), length, stride);
  }

  /** T. */
  private int total() {
    return points.shape().dim(0);
  }

  /** N. */
  public int count() {
    int spare = Math.max(0, total() - length);
    return 1 + (spare + stride - 1) / stride;
  }

  /** The first point of a window. */
  public int start(int window) {
    return Math.min(window * stride, Math.max(0, total() - length));
  }

  /** The windows as rows [N, L * C], point after point. */
  public NDArray rows() {
    return rows(0, count());
  }

  /** The windows from one on, up to another, as rows [to - from, L * C]. */
  public NDArray rows(int from, int to) {
    int channels = points.shape().dim(1);
    int width = Math.multiplyExact(length, channels);
    float[] rows = new float[Math.multiplyExact(to - from, width)];
    for (int w = from; w < to; w++) {
      copy(w, rows, (w - from) * width);
    }
    return NDArray.of(rows, to - from, width);
  }

  private void copy(int window, float[] rows, int at) {
    int channels = points.shape().dim(1);
    int inside = Math.min(length, total());
    System.arraycopy(points.data(), start(window) * channels, rows, at, inside * channels);
    for (int i = inside; i < length; i++) {
      System.arraycopy(points.data(), (total() - 1) * channels, rows, at + i * channels, channels);
    }
  }

  /**
   * Scores of points from scores inside windows: the mean over the windows that a point lies in.
   *
   * @param inside [N, L]
   * @return [T]
   */
  public double[] byPoint(NDArray inside) {
    if (inside.shape().rank() != 2
        || inside.shape().dim(0) != count()
        || inside.shape().dim(1) != length) {
      throw new ShapeException(
          "scores %s for %d windows of %d points".formatted(inside.shape(), count(), length));
    }
    return means((w, i) -> inside.data()[w * length + i]);
  }

  /**
   * Scores of points from one score for each window: the mean over the windows that a point lies
   * in.
   *
   * @param scores [N]
   * @return [T]
   */
  public double[] byPoint(double[] scores) {
    if (scores.length != count()) {
      throw new ShapeException("%d scores for %d windows".formatted(scores.length, count()));
    }
    return means((w, _) -> scores[w]);
  }

  /** The score of a point inside a window. */
  private interface Inside {
    double at(int window, int place);
  }

  private double[] means(Inside inside) {
    double[] sums = new double[total()];
    int[] counts = new int[total()];
    for (int w = 0; w < count(); w++) {
      for (int i = 0; i < length && start(w) + i < total(); i++) {
        sums[start(w) + i] += inside.at(w, i);
        counts[start(w) + i]++;
      }
    }
    Arrays.setAll(sums, t -> sums[t] / counts[t]);
    return sums;
  }
}
