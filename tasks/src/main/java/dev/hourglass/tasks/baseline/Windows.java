package dev.hourglass.tasks.baseline;

import dev.hourglass.engine.NDArray;

/** Windows of a series as rows, and their scores as scores of points. */
public final class Windows {
  private Windows() {}

  /**
   * All windows of a series, one step apart.
   *
   * @param series [N, C], points in order of time
   * @param length points of a window, 1 to N
   * @return [N - length + 1, length * C]
   */
  public static NDArray of(NDArray series, int length) {
    if (series.shape().rank() != 2 || length < 1 || length > series.shape().dim(0)) {
      throw new IllegalArgumentException(
          "windows of %d points need a series of as many, got %s"
              .formatted(length, series.shape()));
    }
    int channels = series.shape().dim(1);
    int count = series.shape().dim(0) - length + 1;
    int width = Math.multiplyExact(length, channels);
    float[] windows = new float[Math.multiplyExact(count, width)];
    for (int i = 0; i < count; i++) {
      System.arraycopy(series.data(), i * channels, windows, i * width, width);
    }
    return NDArray.of(windows, count, width);
  }

  /**
   * The score of a point: the mean score of the windows that hold it.
   *
   * @param scores of all windows, [N - length + 1]
   * @return [N]
   */
  public static double[] pointScores(double[] scores, int length) {
    double[] points = new double[scores.length + length - 1];
    for (int i = 0; i < points.length; i++) {
      int first = Math.max(0, i - length + 1);
      int last = Math.min(i, scores.length - 1);
      double sum = 0;
      for (int w = first; w <= last; w++) {
        sum += scores[w];
      }
      points[i] = sum / (last - first + 1);
    }
    return points;
  }
}
