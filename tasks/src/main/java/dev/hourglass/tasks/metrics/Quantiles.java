package dev.hourglass.tasks.metrics;

/** Quantiles by linear interpolation between order statistics, NumPy's default. */
public final class Quantiles {
  private Quantiles() {}

  /**
   * A quantile of numbers in rising order.
   *
   * @param sorted one number or more
   * @param share in [0, 1]
   */
  public static double ofSorted(double[] sorted, double share) {
    if (sorted.length == 0 || !(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "quantile: needs numbers and a share from 0 to 1, got %d numbers and %s"
              .formatted(sorted.length, share));
    }
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    double part = at - below;
    return part == 0 ? sorted[below] : sorted[below] + part * (sorted[above] - sorted[below]);
  }

  /** A quantile of numbers in any order. */
  public static double of(double[] values, double share) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    return ofSorted(sorted, share);
  }
}
