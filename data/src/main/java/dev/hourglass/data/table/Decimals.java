package dev.hourglass.data.table;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What a number looks like in text. */
final class Decimals {
  private static final Pattern POINT =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  private static final Pattern COMMA = Pattern.compile("[-+]?(\\d+,?\\d*|,\\d+)([eE][-+]?\\d+)?");
  private static final Pattern INFINITE = Pattern.compile("(?i)[-+]?inf(inity)?|nan");

  /** A column is one of numbers when no more than one in this many values is none. */
  private static final int ONE_BAD_IN = 10;

  private Decimals() {}

  static boolean is(String cell, boolean comma) {
    String text = cell.strip();
    return (comma ? COMMA : POINT).matcher(text).matches();
  }

  /** Whether the values are numbers, but for few and the missing ones. */
  static boolean isColumn(List<String> cells, boolean comma, List<String> missing) {
    int good = 0;
    int bad = 0;
    for (String cell : cells) {
      if (cell.isEmpty() || missing.contains(cell)) {
        continue;
      }
      if (is(cell, comma)) {
        good++;
      } else if (!INFINITE.matcher(cell).matches()) {
        bad++;
      }
    }
    return good > 0 && bad * ONE_BAD_IN <= good + bad;
  }

  /** The number that a text says, which may be infinite or NaN; empty when it says none. */
  static OptionalDouble parse(String cell) {
    if (is(cell, false)) {
      return OptionalDouble.of(Double.parseDouble(cell));
    }
    if (INFINITE.matcher(cell).matches()) {
      boolean nan = cell.endsWith("n") || cell.endsWith("N");
      return OptionalDouble.of(
          nan
              ? Double.NaN
              : cell.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    return OptionalDouble.empty();
  }
}
