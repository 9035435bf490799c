package dev.hourglass.tasks.anomaly;

import java.util.List;

/**
 * How often which values stood in a column of the training rows.
 *
 * @param column its name
 * @param bins into which its values are sorted, B of them
 * @param counts rows in each bin, then those where the value is missing, [B + 1]
 */
public record ColumnSummary(String column, Bins bins, List<Long> counts) {
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
  }

  /** What a bin is called; the last one has the missing values. */
  String name(int bin) {
    return bin == bins.count() ? "missing" : bins.name(bin);
  }
}
