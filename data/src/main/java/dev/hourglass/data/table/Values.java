package dev.hourglass.data.table;

import java.util.List;

/** Numbers and lists as people write them. */
final class Values {
  private static final double LARGEST_WHOLE = 1e15;
  private static final int MOST_NAMES = 30;

  private Values() {}

  /** A whole number without a point; nothing for NaN. */
  static String text(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  /** Names with commas between them; of many the first. */
  static String list(List<String> names) {
    String first = String.join(", ", names.stream().limit(MOST_NAMES).toList());
    return names.size() <= MOST_NAMES
        ? first
        : first + " and " + (names.size() - MOST_NAMES) + " more";
  }
}
