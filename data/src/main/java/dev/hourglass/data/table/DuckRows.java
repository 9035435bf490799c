package dev.hourglass.data.table;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Appends rows to a table of DuckDB, cell by cell. */
final class DuckRows implements AutoCloseable {
  private final DuckDBAppender appender;

  /** A call that DuckDB may refuse. */
  private interface Call<T> {
    T run() throws SQLException;
  }

  DuckRows(Duck duck, String table) {
    appender = orThrow(() -> duck.connection().createAppender(table));
  }

  void begin() {
    orThrow(appender::beginRow);
  }

  void end() {
    orThrow(appender::endRow);
  }

  /** A text, or that it is missing. */
  void text(@Nullable String text) {
    orThrow(() -> text == null ? appender.appendNull() : appender.append(text));
  }

  /** A number; NaN is missing. */
  void number(double value) {
    orThrow(() -> Double.isNaN(value) ? appender.appendNull() : appender.append(value));
  }

  private static <T> T orThrow(Call<T> call) {
    try {
      return call.run();
    } catch (SQLException e) {
      throw new Duck.DuckException(e);
    }
  }

  @Override
  public void close() {
    try {
      appender.close();
    } catch (SQLException e) {
      throw new Duck.DuckException(e);
    }
  }
}
