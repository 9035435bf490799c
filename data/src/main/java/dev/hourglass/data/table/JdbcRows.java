package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Copies rows of a result into the table {@code t} of DuckDB. So many are fetched at once that they
 * take some megabytes, however wide they are.
 */
final class JdbcRows {
  /** How many rows to fetch before anything is known of them. */
  static final int FIRST_FETCH = 50;

  private static final int MOST_FETCHED = 5_000;
  private static final long FETCHED_BYTES = 8L << 20;
  private static final int BYTES_OF_CELL = 32;

  /** DuckDB goes through 2,048 rows at once, and what a file in a cell says is in its start. */
  private static final int LONGEST_TEXT = 1 << 14;

  private final Duck duck;
  private final String name;
  private final TableOptions options;
  private final Set<Integer> cut = new TreeSet<>();
  private long count;
  private long widest;

  JdbcRows(Duck duck, String name, TableOptions options) {
    this.duck = duck;
    this.name = name;
    this.options = options;
  }

  /** How the values of a column are brought over. */
  private enum Kind {
    NUMBER,
    DATE,
    TIME,
    TIME_WITH_ZONE,
    TEXT
  }

  /** How many rows have come. */
  long count() {
    return count;
  }

  Loaded copy(ResultSet rows) throws SQLException {
    ResultSetMetaData meta = rows.getMetaData();
    List<String> raw = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      raw.add(meta.getColumnLabel(i));
    }
    if (raw.isEmpty()) {
      throw new DataException(name, "", "no columns", "rows of columns", "name them in the query");
    }
    List<String> notes = new ArrayList<>();
    List<String> names = ColumnNames.distinct(raw, notes);
    List<Kind> kinds = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      kinds.add(
          isText(names.get(i))
              ? Kind.TEXT
              : kind(meta.getColumnType(i + 1), meta.getColumnTypeName(i + 1)));
    }
    copy(rows, kinds);
    if (count == 0) {
      throw new DataException(name, "", "no rows", "rows", "check the conditions of the query");
    }
    for (int i : cut) {
      notes.add(
          "column %s: only the first %,d characters of a value are read"
              .formatted(DataException.quote(names.get(i)), LONGEST_TEXT));
    }
    List<Loaded.Raw> columns =
        IntStream.range(0, kinds.size())
            .mapToObj(i -> {
              boolean number = kinds.get(i) != Kind.TEXT;
              return new Loaded.Raw(names.get(i), number, number && kinds.get(i) != Kind.NUMBER);
            })
            .toList();
    return new Loaded(name, columns, List.of(), Optional.empty(), notes);
  }

  private boolean isText(String column) {
    return Declared.of(column, options)
        .map(t -> !Declared.storedAsNumber(t, column, options) && t != ColumnType.DATE_TIME)
        .orElse(false);
  }

  private static Kind kind(int type, String typeName) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.NUMERIC,
          Types.DECIMAL ->
          Kind.NUMBER;
      case Types.DATE -> Kind.DATE;
      case Types.TIMESTAMP ->
          typeName.equals("timestamptz") ? Kind.TIME_WITH_ZONE : Kind.TIME; // PostgreSQL's driver
      case Types.TIMESTAMP_WITH_TIMEZONE -> Kind.TIME_WITH_ZONE;
      default -> Kind.TEXT;
    };
  }

  private void copy(ResultSet rows, List<Kind> kinds) throws SQLException {
    duck.execute(
        IntStream.range(0, kinds.size())
            .mapToObj(i -> Loaded.inside(i) + (kinds.get(i) == Kind.TEXT ? " VARCHAR" : " DOUBLE"))
            .collect(Collectors.joining(", ", "CREATE TABLE t (", ")")));
    try (DuckRows sink = new DuckRows(duck, "t")) {
      while (rows.next()) {
        sink.begin();
        long bytes = 0;
        for (int i = 0; i < kinds.size(); i++) {
          bytes += BYTES_OF_CELL + copyCell(rows, i + 1, kinds.get(i), sink);
        }
        sink.end();
        count++;
        widest = Math.max(widest, bytes);
        if (count % FIRST_FETCH == 0) {
          long most = Math.min(MOST_FETCHED, count);
          rows.setFetchSize((int) Math.clamp(FETCHED_BYTES / widest, 1, most));
        }
      }
      sink.flush();
    }
  }

  /** Returns how long the text is. */
  private int copyCell(ResultSet rows, int column, Kind kind, DuckRows sink) throws SQLException {
    if (kind != Kind.TEXT) {
      double value = number(rows, column, kind);
      sink.number(rows.wasNull() || isMissing(value) ? Double.NaN : value);
      return 0;
    }
    String text = rows.getString(column);
    String value = text == null ? "" : text.strip();
    if (value.length() > LONGEST_TEXT) {
      cut.add(column - 1);
      sink.text(value.substring(0, LONGEST_TEXT));
    } else {
      sink.text(value.isEmpty() || options.missing().contains(value) ? null : value);
    }
    return value.length();
  }

  private boolean isMissing(double value) {
    return Double.isInfinite(value) && options.missing().contains(value > 0 ? "inf" : "-inf");
  }

  private static double number(ResultSet rows, int column, Kind kind) throws SQLException {
    return switch (kind) {
      case NUMBER -> rows.getDouble(column);
      case DATE -> {
        LocalDate date = rows.getObject(column, LocalDate.class);
        yield date == null ? Double.NaN : seconds(date.atStartOfDay().atOffset(ZoneOffset.UTC));
      }
      case TIME -> {
        LocalDateTime time = rows.getObject(column, LocalDateTime.class);
        yield time == null ? Double.NaN : seconds(time.atOffset(ZoneOffset.UTC));
      }
      case TIME_WITH_ZONE -> {
        OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        yield time == null ? Double.NaN : seconds(time);
      }
      case TEXT -> throw new AssertionError(kind);
    };
  }

  /** Since 1970; the driver says the largest and the least year there is for infinity. */
  private static double seconds(OffsetDateTime time) {
    if (time.getYear() == Year.MAX_VALUE) {
      return Double.POSITIVE_INFINITY;
    }
    if (time.getYear() == Year.MIN_VALUE) {
      return Double.NEGATIVE_INFINITY;
    }
    long micros = time.getLong(ChronoField.MICRO_OF_SECOND);
    return (time.toEpochSecond() * 1_000_000L + micros) / 1e6;
  }
}
