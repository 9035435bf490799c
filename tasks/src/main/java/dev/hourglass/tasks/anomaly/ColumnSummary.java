package dev.hourglass.tasks.anomaly;

import java.util.Arrays;
import java.util.List;

/**
 * How often which values stood in a column of the training rows.
 *
 * @param column its name
 * @param bins into which its values are sorted, B of them
 * @param counts rows in each bin, then those where the value is missing, [B + 1]
 * @param dependence how many neighbouring rows tell as much as one independent row would, at least
 *     1: that where rows have no order, more for points of series
 */
public record ColumnSummary(String column, Bins bins, List<Long> counts, double dependence) {
  public ColumnSummary {
    counts = List.copyOf(counts);
    if (counts.size() != bins.count() + 1 || counts.stream().anyMatch(c -> c < 0)) {
      throw new IllegalArgumentException(
          "%d bins need %d counts of 0 or more, got %s"
              .formatted(bins.count(), bins.count() + 1, counts));
    }
    if (counts.stream().allMatch(c -> c == 0)) {
      throw new IllegalArgumentException("no row was counted");
    }
    if (!(dependence >= 1) || Double.isInfinite(dependence)) {
      throw new IllegalArgumentException("the dependence must be 1 or more, got " + dependence);
    }
  }

  /** Of rows that are independent. */
  ColumnSummary(String column, Bins bins, List<Long> counts) {
    this(column, bins, counts, 1);
  }

  /**
   * The summary of numbers, with bins between the nine deciles.
   *
   * @param values NaN where missing; independent of each other
   */
  public static ColumnSummary ofNumbers(String column, double[] values) {
    double[] rising = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return SummaryFit.numbers(column, false, rising, values.length - rising.length);
  }

  /** The same of rows that tell less than independent ones. */
  public ColumnSummary withDependence(double other) {
    return new ColumnSummary(column, bins, counts, other);
  }

  /** What a bin is called; the last one has the missing values. */
  String name(int bin) {
    return bin == bins.count() ? "missing" : bins.name(bin);
  }
}
