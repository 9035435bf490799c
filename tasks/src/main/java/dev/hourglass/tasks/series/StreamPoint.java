package dev.hourglass.tasks.series;

/**
 * A point that arrived.
 *
 * @param row its number in the source, from 1
 * @param time of it
 * @param values of the channels, [C]; a missing one is NaN until it is on the line between its
 *     neighbours
 * @param missing which were missing, [C]
 */
record StreamPoint(long row, double time, float[] values, boolean[] missing) {
  static StreamPoint of(long row, double time, float[] values) {
    boolean[] missing = new boolean[values.length];
    for (int c = 0; c < missing.length; c++) {
      missing[c] = Float.isNaN(values[c]);
    }
    return new StreamPoint(row, time, values, missing);
  }

  /** Whether all values are known. */
  boolean isSettled() {
    for (float value : values) {
      if (Float.isNaN(value)) {
        return false;
      }
    }
    return true;
  }
}
