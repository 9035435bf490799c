package dev.hourglass.data.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Counts what is strange in rows while they are encoded. Not for several threads. */
public final class EncodingTally {
  private final Map<String, Long> unseen = new LinkedHashMap<>();
  private final Map<String, Long> missing = new LinkedHashMap<>();
  private long rows;

  /** By column, how many values training did not see. */
  public Map<String, Long> unseen() {
    return Map.copyOf(unseen);
  }

  /** By column, how many values are missing where none was in training. */
  public Map<String, Long> missing() {
    return Map.copyOf(missing);
  }

  /** How many rows were encoded. */
  public long rows() {
    return rows;
  }

  void addUnseen(String column, long count) {
    if (count > 0) {
      unseen.merge(column, count, (a, b) -> Objects.requireNonNull(a) + b);
    }
  }

  void addMissing(String column, long count) {
    if (count > 0) {
      missing.merge(column, count, (a, b) -> Objects.requireNonNull(a) + b);
    }
  }

  void addRows(long count) {
    rows += count;
  }
}
