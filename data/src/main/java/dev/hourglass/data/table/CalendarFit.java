package dev.hourglass.data.table;

import java.util.ArrayList;
import java.util.List;

/** Finds the cycles of a column of dates that its values differ in. */
final class CalendarFit {
  private static final double YEAR_FROM_DAYS = 60;
  private static final double SECONDS_PER_DAY = 86_400;

  private boolean times;
  private int weekdays;
  private double first = Double.POSITIVE_INFINITY;
  private double last = Double.NEGATIVE_INFINITY;
  private long missing;

  void add(double seconds) {
    if (Double.isNaN(seconds)) {
      missing++;
      return;
    }
    times |= Cycle.DAY.phase(seconds) != 0;
    weekdays |= 1 << (int) Math.round(7 * Cycle.WEEK.phase(seconds));
    first = Math.min(first, seconds);
    last = Math.max(last, seconds);
  }

  long missing() {
    return missing;
  }

  ColumnEncoding encoding() {
    List<Cycle> cycles = new ArrayList<>();
    if (times) {
      cycles.add(Cycle.DAY);
    }
    if (Integer.bitCount(weekdays) > 1) {
      cycles.add(Cycle.WEEK);
    }
    if (last - first > YEAR_FROM_DAYS * SECONDS_PER_DAY) {
      cycles.add(Cycle.YEAR);
    }
    return cycles.isEmpty()
        ? new ColumnEncoding.Dropped("all training rows are of one day")
        : new ColumnEncoding.Calendar(cycles);
  }
}
