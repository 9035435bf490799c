package dev.hourglass.data.series;

import java.util.List;

/**
 * Chooses the length of windows from the data: the period by the autocorrelation, which is the lag
 * of its highest local maximum; of several that are nearly as high, the shortest.
 */
public final class WindowLength {
  /** The length where no period stands out. */
  public static final int WITHOUT_PERIOD = 64;

  private static final int SHORTEST = 8;
  private static final int LONGEST = 512;
  private static final int MOST_POINTS = 20_000;
  private static final double LEAST_CORRELATION = 0.2;
  private static final double NEARLY = 0.9;

  private WindowLength() {}

  /** The length for these series; at most a quarter of the longest. */
  public static int of(List<Series> series) {
    Series longest = series.getFirst();
    for (Series s : series) {
      longest = s.length() > longest.length() ? s : longest;
    }
    int most = Math.clamp(longest.length() / 4, 1, LONGEST);
    double[] correlation = autocorrelation(longest, most);
    double highest = LEAST_CORRELATION;
    for (int lag = SHORTEST; lag < most; lag++) {
      highest = isPeak(correlation, lag) ? Math.max(highest, correlation[lag]) : highest;
    }
    for (int lag = SHORTEST; lag < most; lag++) {
      if (isPeak(correlation, lag)
          && correlation[lag] >= Math.max(LEAST_CORRELATION, NEARLY * highest)) {
        return lag;
      }
    }
    return Math.min(WITHOUT_PERIOD, most);
  }

  private static boolean isPeak(double[] r, int lag) {
    return r[lag] > r[lag - 1] && r[lag] >= r[lag + 1] && r[lag] >= LEAST_CORRELATION;
  }

  /**
   * The autocorrelation at lags 0 to {@code most}, the mean over channels that are not constant:
   * sum of (x_t - m)(x_(t+k) - m) over sum of (x_t - m)^2.
   */
  static double[] autocorrelation(Series series, int most) {
    double[] result = new double[most + 1];
    int n = Math.min(series.length(), MOST_POINTS);
    int used = 0;
    for (int c = 0; c < series.channels(); c++) {
      float[] x = series.channel(c);
      double mean = 0;
      for (int t = 0; t < n; t++) {
        mean += x[t] / n;
      }
      double variance = 0;
      for (int t = 0; t < n; t++) {
        variance += (x[t] - mean) * (x[t] - mean);
      }
      if (variance <= 1e-12 * n * (1 + mean * mean)) {
        continue;
      }
      used++;
      for (int k = 0; k <= most; k++) {
        double sum = 0;
        for (int t = 0; t + k < n; t++) {
          sum += (x[t] - mean) * (x[t + k] - mean);
        }
        result[k] += sum / variance;
      }
    }
    for (int k = 0; k <= most && used > 0; k++) {
      result[k] /= used;
    }
    return result;
  }
}
