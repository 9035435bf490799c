package dev.hourglass.data.series;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.ShapeException;
import java.util.Arrays;

/**
 * Pieces of a series of the same length. Every point lies in at least one: the last window ends
 * with the series, and a series that is shorter than a window is continued by its last point.
 *
 * @param series the series
 * @param length L, the points of a window
 * @param stride how far apart windows start
 */
public record Windows(Series series, int length, int stride) {

  public Windows {
    if (length < 1 || stride < 1 || stride > length) {
      throw new IllegalArgumentException(
          "a window has at least one point, and windows leave no point out: length %d, stride %d"
              .formatted(length, stride));
    }
  }

  /** N. */
  public int count() {
    int spare = Math.max(0, series.length() - length);
    return 1 + (spare + stride - 1) / stride;
  }

  /** The first point of a window. */
  public int start(int window) {
    return Math.min(window * stride, Math.max(0, series.length() - length));
  }

  /** The windows as rows [N, L * C], point after point. */
  public NDArray rows() {
    int channels = series.channels();
    float[] from = series.values().data();
    float[] rows = new float[Math.multiplyExact(count(), length * channels)];
    for (int w = 0; w < count(); w++) {
      for (int i = 0; i < length; i++) {
        int t = Math.min(start(w) + i, series.length() - 1);
        System.arraycopy(from, t * channels, rows, (w * length + i) * channels, channels);
      }
    }
    return NDArray.of(rows, count(), length * channels);
  }

  /**
   * Scores of points from scores inside windows: the mean over the windows that a point lies in.
   *
   * @param inside [N, L]
   * @return [T]
   */
  public float[] byPoint(NDArray inside) {
    if (inside.shape().rank() != 2
        || inside.shape().dim(0) != count()
        || inside.shape().dim(1) != length) {
      throw new ShapeException(
          "scores %s for %d windows of %d points".formatted(inside.shape(), count(), length));
    }
    double[] sums = new double[series.length()];
    int[] counts = new int[series.length()];
    for (int w = 0; w < count(); w++) {
      for (int i = 0; i < length && start(w) + i < series.length(); i++) {
        sums[start(w) + i] += inside.data()[w * length + i];
        counts[start(w) + i]++;
      }
    }
    float[] scores = new float[series.length()];
    for (int t = 0; t < scores.length; t++) {
      scores[t] = (float) (sums[t] / counts[t]);
    }
    return scores;
  }

  /**
   * Scores of points from one score for each window: the mean over the windows that a point lies
   * in.
   *
   * @param scores [N]
   * @return [T]
   */
  public float[] byPoint(float[] scores) {
    float[] inside = new float[Math.multiplyExact(count(), length)];
    for (int w = 0; w < count(); w++) {
      Arrays.fill(inside, w * length, (w + 1) * length, scores[w]);
    }
    return byPoint(NDArray.of(inside, count(), length));
  }
}
