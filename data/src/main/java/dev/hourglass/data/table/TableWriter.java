package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Destination;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.duckdb.DuckDBAppender;

/**
 * Writes tables as CSV or Parquet, by the ending of the name, row by row; a file appears whole or
 * not at all.
 *
 * {@snippet :
 * List<TableWriter.Output> columns = List.of(new Output("row", WHOLE), new Output("score", NUMBER));
 * TableWriter.write(Path.of("scores.parquet"), columns, sink -> sink.row(1L, 0.25));
 * }
 */
public final class TableWriter {
  private static final long MEMORY = 256L << 20;

  private TableWriter() {}

  /** What the values of a column are: Long, Double or String. */
  public enum Kind {
    WHOLE,
    NUMBER,
    TEXT
  }

  /** A column to write. */
  public record Output(String name, Kind kind) {}

  /** Takes rows. */
  @FunctionalInterface
  public interface Sink {
    /** Takes the values of a row, in the order of the columns. */
    void row(Object... values);
  }

  /** Gives rows. */
  @FunctionalInterface
  public interface Rows {
    void writeTo(Sink sink);
  }

  /**
   * Refuses a name that {@link #write} would refuse, so that a long computation can find out first.
   *
   * @throws DataException for an unknown ending or a folder that does not exist
   */
  public static void check(Path path) {
    if (!isParquet(path) && !lower(path).endsWith(".csv")) {
      throw new DataException(
          path.toString(),
          "",
          "a name of no kind that can be written",
          "a name that ends in .csv or .parquet",
          "choose one of these endings");
    }
    Destination.requireWritable(path);
  }

  /**
   * Writes a table.
   *
   * @throws DataException for an unknown ending, or when the file cannot be written
   */
  public static void write(Path path, List<Output> columns, Rows rows) {
    check(path);
    if (isParquet(path)) {
      writeParquet(path, columns, rows);
    } else {
      Destination.write(path, out -> writeCsv(out, columns, rows));
    }
  }

  private static boolean isParquet(Path path) {
    return lower(path).endsWith(".parquet");
  }

  private static String lower(Path path) {
    return path.toString().toLowerCase(Locale.ROOT);
  }

  private static void writeCsv(OutputStream out, List<Output> columns, Rows rows)
      throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
    CSVPrinter printer = new CSVPrinter(text, format);
    printer.printRecord(columns.stream().map(Output::name).toList());
    try {
      rows.writeTo(values -> {
        try {
          for (Object value : values) {
            printer.print(value);
          }
          printer.println();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    text.flush();
  }

  private static void writeParquet(Path path, List<Output> columns, Rows rows) {
    try (Duck duck = Duck.open(MEMORY)) {
      duck.execute(
          "CREATE TABLE written ("
              + columns.stream()
                  .map(c -> Duck.name(c.name()) + " " + type(c.kind()))
                  .collect(Collectors.joining(", "))
              + ")");
      try (DuckDBAppender appender = duck.connection().createAppender("written")) {
        rows.writeTo(values -> append(appender, values));
        appender.flush(); // what fails on closing is not told
      } catch (SQLException e) {
        throw new Duck.DuckException(e);
      }
      Path whole = duck.folder().resolve("written.parquet");
      duck.execute("COPY written TO " + Duck.literal(whole.toString()) + " (FORMAT parquet)");
      Destination.write(path, out -> Files.copy(whole, out));
    }
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case WHOLE -> "BIGINT";
      case NUMBER -> "DOUBLE";
      case TEXT -> "VARCHAR";
    };
  }

  private static void append(DuckDBAppender appender, Object... values) {
    try {
      appender.beginRow();
      for (Object value : values) {
        switch (value) {
          case Long l -> appender.append(l.longValue());
          case Double d -> appender.append(d.doubleValue());
          default -> appender.append(value.toString());
        }
      }
      appender.endRow();
    } catch (SQLException e) {
      throw new Duck.DuckException(e);
    }
  }
}
