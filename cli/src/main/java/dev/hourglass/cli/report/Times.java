package dev.hourglass.cli.report;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * How times are written.
 *
 * @param dates whether they are seconds since 1970, else numbers
 */
record Times(boolean dates) {
  private static final double LATEST = 253_402_300_799.0; // the end of the year 9999
  private static final double LONG = 5 * 86_400.0;
  private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("MM-dd HH:mm");

  /** In full. */
  String text(double time) {
    boolean whole = time == Math.rint(time) && Math.abs(time) < LATEST;
    return dates ? text(time, FULL) : whole ? Long.toString((long) time) : Double.toString(time);
  }

  /** In one line. */
  String unbroken(double time) {
    return text(time).replace(' ', '\u00A0');
  }

  /** As short as it may be on an axis of such a length. */
  String tick(double time, double length) {
    return text(time, length > LONG ? DAY : length > 600 ? MINUTE : FULL);
  }

  private String text(double time, DateTimeFormatter format) {
    return dates && Math.abs(time) < LATEST
        ? format.format(LocalDateTime.ofEpochSecond((long) Math.floor(time), 0, ZoneOffset.UTC))
        : Html.number(time);
  }
}
