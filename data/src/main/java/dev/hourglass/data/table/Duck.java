package dev.hourglass.data.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * An embedded DuckDB for one table: in memory up to a limit, beyond it in a folder that goes when
 * this is closed. Fetches nothing from the network.
 */
final class Duck implements AutoCloseable {
  private final Connection connection;
  private final Path folder;

  private Duck(Connection connection, Path folder) {
    this.connection = connection;
    this.folder = folder;
  }

  /** Reads one row of a result. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** What DuckDB refused, in its own words. */
  static final class DuckException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DuckException(SQLException cause) {
      super(String.valueOf(cause.getMessage()), cause);
    }

    /** The first line, without the kind of error. */
    String line() {
      String first = String.valueOf(getMessage()).lines().findFirst().orElse("an unknown error");
      return first.replaceFirst("^[A-Z][A-Za-z ]* Error: ", "");
    }
  }

  static Duck open(long memory) {
    try {
      Path folder = Files.createTempDirectory("hourglass-table-");
      try {
        Properties properties = new Properties();
        properties.put("memory_limit", (memory >> 20) + "MiB");
        properties.put("temp_directory", folder.toString());
        properties.put("autoinstall_known_extensions", "false");
        properties.put("autoload_known_extensions", "false");
        properties.put(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        Duck duck = new Duck(new DuckDBDriver().connect("jdbc:duckdb:", properties), folder);
        duck.execute("SET TimeZone = 'UTC'");
        return duck;
      } catch (SQLException e) {
        delete(folder);
        throw new DuckException(e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no room for temporary files: " + e.getMessage(), e);
    }
  }

  /** A folder for files that live as long as this. */
  Path folder() {
    return folder;
  }

  DuckDBConnection connection() {
    return (DuckDBConnection) connection;
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new DuckException(e);
    }
  }

  <T> List<T> query(String sql, RowReader<T> reader) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<T> list = new ArrayList<>();
      while (rows.next()) {
        list.add(reader.read(rows));
      }
      return list;
    } catch (SQLException e) {
      throw new DuckException(e);
    }
  }

  long number(String sql) {
    return query(sql, r -> r.getLong(1)).getFirst();
  }

  /** Text as SQL writes it. */
  static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  /** A name as SQL writes it. */
  static String name(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /** A list of texts as SQL writes it. */
  static String literals(List<String> texts) {
    return texts.stream().map(Duck::literal).collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new DuckException(e);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
