package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Npz;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;

/**
 * Brings an npz file into DuckDB: the columns of {@code X} as x1, x2, ..., and {@code y}, where
 * there is one, as the last column.
 *
 * @param options with the types of the columns
 */
record NpzLoader(String file, Dataset data, TableOptions options) {
  private static final String LABEL = "y";

  /**
   * @throws DataException when the file is none, or is asked for by SQL
   */
  static NpzLoader read(Path path, TableOptions options) {
    options
        .query()
        .ifPresent(query -> {
          throw new DataException(
              path.toString(),
              "",
              "SQL over an npz file",
              "SQL over CSV, Parquet, JSON lines or a database",
              "leave out --query, or convert the file");
        });
    Dataset data = Npz.read(path);
    return new NpzLoader(path.toString(), data, typed(data, options));
  }

  /** Columns of X are numbers whatever they look like. */
  private static TableOptions typed(Dataset data, TableOptions options) {
    List<String> numbers =
        names(data).stream()
            .filter(n -> !n.equals(LABEL) && !options.types().containsKey(n))
            .toList();
    return options.withType(ColumnType.NUMERIC, numbers);
  }

  private static List<String> names(Dataset data) {
    int width = data.rows().shape().dim(1);
    Stream<String> numbered = IntStream.rangeClosed(1, width).mapToObj(j -> "x" + j);
    return Stream.concat(numbered, data.labels().isPresent() ? Stream.of(LABEL) : Stream.of())
        .toList();
  }

  Loaded load(Duck duck) {
    List<Loaded.Raw> columns =
        names(data).stream().map(name -> new Loaded.Raw(name, true, false)).toList();
    duck.execute(
        IntStream.range(0, columns.size())
            .mapToObj(i -> Loaded.inside(i) + " DOUBLE")
            .collect(Collectors.joining(", ", "CREATE TABLE t (", ")")));
    try (DuckDBAppender appender = duck.connection().createAppender("t")) {
      for (int i = 0; i < data.rows().shape().dim(0); i++) {
        append(appender, i);
      }
      appender.flush(); // what fails on closing is not told
    } catch (SQLException e) {
      throw new Duck.DuckException(e);
    }
    return new Loaded(file, columns, List.of(), Optional.empty(), List.of());
  }

  private void append(DuckDBAppender appender, int row) throws SQLException {
    int width = data.rows().shape().dim(1);
    appender.beginRow();
    for (int j = 0; j < width; j++) {
      appender.append((double) data.rows().data()[row * width + j]);
    }
    if (data.labels().isPresent()) {
      appender.append((double) data.labels().get()[row]);
    }
    appender.endRow();
  }
}
