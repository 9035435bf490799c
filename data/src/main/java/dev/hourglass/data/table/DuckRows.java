package dev.hourglass.data.table;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows to a table of DuckDB, cell by cell. Its appender keeps them in memory until it is
 * told to flush, and closes in silence when they are too many.
 */
final class DuckRows implements AutoCloseable {
  private static final long FLUSHED_BYTES = 16L << 20;
  private static final int BYTES_OF_CELL = 16;

  private final DuckDBAppender appender;
  private long bytes;

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
    if (bytes > FLUSHED_BYTES) {
      flush();
    }
  }

  /** To be called behind the last row. */
  void flush() {
    orThrow(appender::flush);
    bytes = 0;
  }

  /** A text, or that it is missing. */
  void text(@Nullable String text) {
    bytes += BYTES_OF_CELL + (text == null ? 0 : text.length());
    orThrow(() -> text == null ? appender.appendNull() : appender.append(text));
  }

  /** A number; NaN is missing. */
  void number(double value) {
    bytes += BYTES_OF_CELL;
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
