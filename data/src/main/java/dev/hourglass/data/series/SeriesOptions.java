package dev.hourglass.data.series;

import java.util.List;
import java.util.Optional;

/**
 * Which columns of a table make its time series.
 *
 * @param time the column of times; found by its type, then by its name, when empty
 * @param values the columns of values; all other numeric and boolean columns when empty
 * @param keys columns that together name the series that a row belongs to; one series when empty
 * @param without columns that are no values, such as the label
 */
public record SeriesOptions(
    Optional<String> time, List<String> values, List<String> keys, List<String> without) {
  public static final SeriesOptions DEFAULTS =
      new SeriesOptions(Optional.empty(), List.of(), List.of(), List.of());

  public SeriesOptions {
    values = List.copyOf(values);
    keys = List.copyOf(keys);
    without = List.copyOf(without);
  }

  public SeriesOptions withTime(String column) {
    return new SeriesOptions(Optional.of(column), values, keys, without);
  }

  public SeriesOptions withValues(String... columns) {
    return new SeriesOptions(time, List.of(columns), keys, without);
  }

  public SeriesOptions withKeys(String... columns) {
    return new SeriesOptions(time, values, List.of(columns), without);
  }

  /** Leaves these columns out. */
  public SeriesOptions without(String... columns) {
    return new SeriesOptions(time, values, keys, List.of(columns));
  }
}
