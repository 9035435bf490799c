package dev.hourglass.data.table;

/** Numbers as people write them. */
final class Values {
  private static final double LARGEST_WHOLE = 1e15;

  private Values() {}

  static String text(Object value) {
    return value instanceof Double d ? text(d.doubleValue()) : value.toString();
  }

  /** A whole number without a point; nothing for NaN. */
  static String text(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
