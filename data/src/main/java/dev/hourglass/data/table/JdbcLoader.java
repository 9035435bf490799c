package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Brings the result of a query in another database into DuckDB, by its JDBC driver. */
final class JdbcLoader {
  private static final int FETCH = 10_000;

  private JdbcLoader() {}

  static Loaded load(Duck duck, String url, TableOptions options) {
    String shown = url.replaceFirst("(?i)password=[^&;]*", "password=...");
    String query =
        options
            .query()
            .orElseThrow(() ->
                new DataException(
                    shown, "", "no query", "SQL", "say what to read (--query \"select ...\")"));
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false); // else some drivers bring the whole result at once
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(FETCH);
        try (ResultSet rows = statement.executeQuery(query)) {
          return copy(duck, shown, rows, options);
        }
      }
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new DataException(
          shown,
          "",
          "a database that refuses (" + message + ")",
          "the result of the query",
          "check the address, the rights and the query",
          e);
    }
  }

  private static Loaded copy(Duck duck, String url, ResultSet rows, TableOptions options)
      throws SQLException {
    ResultSetMetaData meta = rows.getMetaData();
    int width = meta.getColumnCount();
    List<String> raw = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      raw.add(meta.getColumnLabel(i));
    }
    List<String> notes = new ArrayList<>();
    List<String> names = ColumnNames.distinct(raw, notes);
    List<Loaded.Raw> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(raw(names.get(i), meta.getColumnType(i + 1), options));
    }
    String list =
        IntStream.range(0, width)
            .mapToObj(i -> Loaded.inside(i) + (columns.get(i).number() ? " DOUBLE" : " VARCHAR"))
            .collect(Collectors.joining(", "));
    duck.execute("CREATE TABLE t (" + list + ")");
    try (DuckDBAppender appender = duck.connection().createAppender("t")) {
      while (rows.next()) {
        append(appender, rows, columns, options);
      }
    }
    return new Loaded(url, columns, List.of(), Optional.empty(), notes);
  }

  private static Loaded.Raw raw(String name, int type, TableOptions options) {
    boolean text =
        Declared.of(name, options)
            .map(t -> !Declared.storedAsNumber(t, name, options) && t != ColumnType.DATE_TIME)
            .orElse(false);
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
          new Loaded.Raw(name, !text, false);
      case Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
          new Loaded.Raw(name, !text, !text);
      default -> new Loaded.Raw(name, false, false);
    };
  }

  private static void append(
      DuckDBAppender appender, ResultSet rows, List<Loaded.Raw> columns, TableOptions options)
      throws SQLException {
    appender.beginRow();
    for (int i = 0; i < columns.size(); i++) {
      Loaded.Raw column = columns.get(i);
      if (column.number()) {
        appendNumber(appender, number(rows, i + 1, column.date()));
      } else {
        String text = rows.getString(i + 1);
        String value = text == null ? "" : text.strip();
        boolean missing = value.isEmpty() || options.missing().contains(value);
        appender.append(missing ? null : value);
      }
    }
    appender.endRow();
  }

  private static void appendNumber(DuckDBAppender appender, @Nullable Double value)
      throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else {
      appender.append(value.doubleValue());
    }
  }

  private static @Nullable Double number(ResultSet rows, int column, boolean date)
      throws SQLException {
    double value;
    if (date) {
      Timestamp time = rows.getTimestamp(column, Calendar.getInstance(TimeZone.getTimeZone("UTC")));
      value = time == null ? Double.NaN : time.getTime() / 1000.0;
    } else {
      value = rows.getDouble(column);
    }
    return rows.wasNull() || Double.isNaN(value) ? null : Double.valueOf(value);
  }
}
