package dev.hourglass.data.table;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;

/** A cycle of the calendar (UTC). */
public enum Cycle {
  /** The time of day. */
  DAY,
  /** The day of the week. */
  WEEK,
  /** The day of the year. */
  YEAR;

  private static final double SECONDS_PER_DAY = 86_400;

  /** The name in texts and files. */
  public String id() {
    return switch (this) {
      case DAY -> "time of day";
      case WEEK -> "day of week";
      case YEAR -> "day of year";
    };
  }

  /**
   * @throws IllegalArgumentException when no cycle has this {@link #id}
   */
  public static Cycle ofId(String id) {
    for (Cycle cycle : values()) {
      if (cycle.id().equals(id)) {
        return cycle;
      }
    }
    throw new IllegalArgumentException("no cycle of the calendar is called \"" + id + '"');
  }

  /** Where a moment lies in the cycle, in [0, 1). */
  public double phase(double seconds) {
    double days = seconds / SECONDS_PER_DAY;
    return switch (this) {
      case DAY -> days - Math.floor(days);
      // 1 January 1970 was a Thursday; the week starts on Monday.
      case WEEK -> Math.floorMod((long) Math.floor(days) + 3, 7) / 7.0;
      case YEAR -> {
        LocalDateTime time =
            LocalDateTime.ofEpochSecond((long) Math.floor(seconds), 0, ZoneOffset.UTC);
        yield (time.getDayOfYear() - 1.0) / time.toLocalDate().lengthOfYear();
      }
    };
  }

  /** A phase in words, such as {@code 14:30}, {@code Tuesday} or {@code March}. */
  String name(double phase) {
    return switch (this) {
      case DAY -> {
        long minutes = Math.round(phase * 1440) % 1440;
        yield "%02d:%02d".formatted(minutes / 60, minutes % 60);
      }
      case WEEK ->
          DayOfWeek.of((int) (Math.round(phase * 7) % 7) + 1)
              .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case YEAR ->
          Month.of(Math.min(12, (int) (phase * 12) + 1))
              .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    };
  }
}
