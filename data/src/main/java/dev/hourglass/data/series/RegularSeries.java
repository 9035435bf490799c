package dev.hourglass.data.series;

import dev.hourglass.engine.NDArray;

/**
 * A series brought to equal steps: a point is the mean of the points that lie in its step, or on
 * the line between its neighbours where there is none.
 *
 * @param series with equal steps; {@code rows} are the numbers of its points
 * @param pointOf [T] for each point of the first series the point of this one that it lies in
 */
public record RegularSeries(Series series, int[] pointOf) {
  private static final int MOST_TIMES_LONGER = 20;

  /**
   * @param step the distance between points, greater than 0, such as {@link Steps#median}
   * @throws IllegalArgumentException when the series would become more than 20 times as long
   */
  public static RegularSeries of(Series original, double step) {
    double[] times = original.times();
    double points = Math.floor((times[times.length - 1] - times[0]) / step + 0.5) + 1;
    if (!(step > 0) || points > (double) MOST_TIMES_LONGER * times.length) {
      throw new IllegalArgumentException(
          "steps of %s make %s points of %d; take longer steps"
              .formatted(step, points, times.length));
    }
    int length = (int) points;
    int channels = original.channels();
    int[] pointOf = new int[times.length];
    double[] sums = new double[length * channels];
    int[] counts = new int[length];
    for (int t = 0; t < times.length; t++) {
      int p = (int) Math.min(length - 1, Math.floor((times[t] - times[0]) / step + 0.5));
      pointOf[t] = p;
      counts[p]++;
      for (int c = 0; c < channels; c++) {
        sums[p * channels + c] += original.values().data()[t * channels + c];
      }
    }
    float[] values = new float[length * channels];
    boolean[] missing = new boolean[length * channels];
    double[] grid = new double[length];
    int[] rows = new int[length];
    int before = 0;
    for (int p = 0; p < length; p++) {
      grid[p] = times[0] + p * step;
      rows[p] = p;
      if (counts[p] == 0) {
        continue;
      }
      for (int c = 0; c < channels; c++) {
        values[p * channels + c] = (float) (sums[p * channels + c] / counts[p]);
        fill(values, missing, channels, c, before, p);
      }
      before = p;
    }
    NDArray block = NDArray.of(values, length, channels);
    return new RegularSeries(new Series(original.key(), grid, block, missing, rows), pointOf);
  }

  private static void fill(
      float[] values, boolean[] missing, int channels, int c, int before, int after) {
    double a = values[before * channels + c];
    double b = values[after * channels + c];
    for (int p = before + 1; p < after; p++) {
      values[p * channels + c] = (float) (a + (b - a) * (p - before) / (after - before));
      missing[p * channels + c] = true;
    }
  }

  /** Scores of the first series' points from scores of this one's. */
  public double[] toPoints(double[] scores) {
    double[] result = new double[pointOf.length];
    for (int t = 0; t < result.length; t++) {
      result[t] = scores[pointOf[t]];
    }
    return result;
  }
}
