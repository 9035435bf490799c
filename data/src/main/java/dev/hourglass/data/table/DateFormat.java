package dev.hourglass.data.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How dates are written in a column. A date without an offset is taken as UTC.
 *
 * @param id the name in files, such as {@code day-month-year}
 * @param sql a condition that a text {@code %s} is such a date, and its seconds since 1970, in SQL
 * @param formatter the same in Java
 */
record DateFormat(String id, String sql, DateTimeFormatter formatter) {
  private static final String ISO =
      "^\\d{4}-\\d{1,2}-\\d{1,2}([ T]\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?"
          + "( ?(Z|[+-]\\d{2}(:?\\d{2})?))?)?$";
  private static final String SECONDS = "unix seconds";

  /** All known ones; of two that fit equally well the first is taken. */
  static final List<DateFormat> ALL =
      List.of(
          new DateFormat(
              "year-month-day",
              "CASE WHEN regexp_matches(%1$s, '"
                  + ISO
                  + "') THEN epoch(try_cast(%1$s AS TIMESTAMPTZ)) END",
              java(
                  "uuuu-M-d['T'][ ][H:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S]][ ][XXX][XX][X]")),
          of("year/month/day", "%Y/%m/%d", "uuuu/M/d"),
          of("day-month-year", "%d-%m-%Y", "d-M-uuuu"),
          of("month-day-year", "%m-%d-%Y", "M-d-uuuu"),
          of("month/day/year", "%m/%d/%Y", "M/d/uuuu"),
          of("day/month/year", "%d/%m/%Y", "d/M/uuuu"),
          of("day.month.year", "%d.%m.%Y", "d.M.uuuu"),
          of("day-name-year", "%d-%b-%Y", "d-MMM-uuuu"),
          of("day name year", "%d %b %Y", "d MMM uuuu"),
          new DateFormat(SECONDS, "try_cast(%1$s AS DOUBLE)", DateTimeFormatter.ISO_INSTANT));

  private static DateFormat of(String id, String sql, String java) {
    String times =
        "coalesce(try_strptime(%1$s, '{d}'), try_strptime(%1$s, '{d} %%H:%%M:%%S'),"
            + " try_strptime(%1$s, '{d} %%H:%%M'), try_strptime(%1$s, '{d} %%H:%%M:%%S.%%f'))";
    String dates = times.replace("{d}", sql.replace("%", "%%"));
    return new DateFormat(
        id, "epoch(" + dates + ")", java(java + "[ H:mm[:ss][.SSSSSS][.SSS][.SS][.S]]"));
  }

  private static DateTimeFormatter java(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when there is none of this name
   */
  static DateFormat ofId(String id) {
    return ALL.stream()
        .filter(f -> f.id.equals(id))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no way to write dates is called \"" + id + '"'));
  }

  /** SQL for the seconds since 1970 of a text, or NULL. */
  String seconds(String text) {
    return sql.formatted(text);
  }

  /** The seconds since 1970 of a text, or nothing. */
  OptionalDouble parse(String text) {
    try {
      if (id.equals(SECONDS)) {
        return OptionalDouble.of(Double.parseDouble(text));
      }
      TemporalAccessor parsed =
          formatter.parseBest(
              text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      Instant instant =
          switch (parsed) {
            case OffsetDateTime t -> t.toInstant();
            case LocalDateTime t -> t.toInstant(ZoneOffset.UTC);
            case LocalDate t -> t.atStartOfDay().toInstant(ZoneOffset.UTC);
            default -> throw new DateTimeException("not a date: " + text);
          };
      long micros = instant.getLong(ChronoField.MICRO_OF_SECOND);
      return OptionalDouble.of((instant.getEpochSecond() * 1_000_000L + micros) / 1e6);
    } catch (DateTimeException | NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  /** Writes seconds since 1970 as a date, or a date with a time where it has one. */
  static String text(double seconds) {
    if (Double.isNaN(seconds)) {
      return "";
    }
    long millis = Math.round(seconds * 1000);
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(millis, 1000L),
            (int) Math.floorMod(millis, 1000L) * 1_000_000,
            ZoneOffset.UTC);
    return Math.floorMod(millis, 86_400_000L) == 0
        ? time.toLocalDate().toString()
        : time.toString();
  }
}
