package dev.hourglass.tasks.anomaly;

/**
 * The population stability index, the usual measure of drift in credit scoring (Siddiqi, 2006,
 * "Credit Risk Scorecards"): the sum over bins of (now - then) ln(now / then), of the shares of
 * rows in a bin. It is the symmetric Kullback-Leibler divergence of the two. By custom below 0.1
 * nothing much has changed, and above 0.25 much has.
 *
 * <p>Where nothing has changed the index of B bins, from n rows against m, is about (1 / n + 1 / m)
 * times a chi-squared number of B - 1 degrees of freedom (Yurdakul, 2018, "Statistical Properties
 * of Population Stability Index"); so with few rows it is well above 0 by chance alone.
 */
final class Psi {
  /** The normal quantile of 0.999. */
  private static final double RARE = 3.0902;

  private Psi() {}

  /**
   * The index.
   *
   * @param then shares of the bins, all above 0, [B]
   * @param now the same, [B]
   */
  static double of(double[] then, double[] now) {
    double sum = 0;
    for (int b = 0; b < then.length; b++) {
      sum += part(then[b], now[b]);
    }
    return sum;
  }

  /** What one bin adds, 0 or more. */
  static double part(double then, double now) {
    return (now - then) * StrictMath.log(now / then);
  }

  /** The mean where nothing has changed. */
  static double byChance(int bins, double rowsThen, double rowsNow) {
    return (bins - 1) * spread(rowsThen, rowsNow);
  }

  /**
   * What it is above once in 1,000 times where nothing has changed; the quantile is that of Wilson
   * and Hilferty (1931).
   *
   * @param freedom degrees of freedom for each bin but one, in (0, 1]: below 1 where bins go up and
   *     down together, and the same mean is made by fewer of them
   */
  static double rarelyByChance(int bins, double rowsThen, double rowsNow, double freedom) {
    double k = freedom * (bins - 1);
    double root = 1 - 2 / (9 * k) + RARE * Math.sqrt(2 / (9 * k));
    return bins < 2 ? 0 : byChance(bins, rowsThen, rowsNow) * root * root * root;
  }

  private static double spread(double rowsThen, double rowsNow) {
    return 1 / rowsThen + 1 / rowsNow;
  }
}
