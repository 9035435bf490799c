package dev.hourglass.cli;

import dev.hourglass.data.table.ColumnType;
import dev.hourglass.data.table.EncodingOptions;
import dev.hourglass.data.table.OnBadRow;
import dev.hourglass.data.table.TableOptions;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that read a table: how to read it, what its columns are. */
final class TableFlags {
  @Option(
      names = "--numeric",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns of numbers, whatever they look like.")
  List<String> numeric = List.of();

  @Option(
      names = "--categorical",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns of names; numbers in them are names too.")
  List<String> categorical = List.of();

  @Option(names = "--boolean", split = ",", paramLabel = "COLUMN", description = "Yes or no.")
  List<String> flags = List.of();

  @Option(
      names = "--date",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns of dates; numbers in them are seconds since 1970.")
  List<String> date = List.of();

  @Option(names = "--text", split = ",", paramLabel = "COLUMN", description = "Columns of words.")
  List<String> text = List.of();

  @Option(
      names = "--drop",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns that are no input.")
  List<String> drop = List.of();

  @Option(
      names = "--missing",
      split = ",",
      paramLabel = "TEXT",
      description =
          "What stands for a missing value, besides an empty cell. Default:"
              + " ?,NA,N/A,n/a,NaN,nan,NULL,null")
  @Nullable List<String> missing;

  @Option(
      names = "--on-bad-row",
      paramLabel = "fail|skip",
      description = "Refuse the table at a row that cannot be read, or leave it out. Default: fail")
  String onBadRow = "fail";

  @Option(
      names = "--bad-rows",
      paramLabel = "FILE",
      description = "Where to list skipped rows. Default: the data's name with .bad-rows.csv")
  @Nullable Path badRows;

  @Option(
      names = "--header",
      negatable = true,
      description = "Whether the first line names the columns. Default: found out")
  @Nullable Boolean header;

  @Option(
      names = "--columns",
      paramLabel = "NAMES|FILE",
      description = "The names of all columns, with commas, or a file with one on each line.")
  String columns = "";

  @Option(names = "--encoding", paramLabel = "NAME", description = "Default: UTF-8, or by its mark")
  String encoding = "";

  @Option(
      names = "--query",
      paramLabel = "SQL",
      description = "What to read: SQL over the table \"data\", or over a database's tables.")
  String query = "";

  @Option(
      names = "--scaling",
      paramLabel = "standard|robust|min-max|quantile",
      description = "How numbers are scaled. Default: standard")
  String scaling = "standard";

  /** How to read a table. */
  TableOptions tableOptions(String data) {
    TableOptions options =
        TableOptions.DEFAULTS
            .withType(ColumnType.NUMERIC, numeric)
            .withType(ColumnType.CATEGORICAL, categorical)
            .withType(ColumnType.BOOLEAN, flags)
            .withType(ColumnType.DATE_TIME, date)
            .withType(ColumnType.TEXT, text)
            .withNames(names());
    if (missing != null) {
      options = options.withMissing(missing);
    }
    if (header != null) {
      options = options.withHeader(header);
    }
    if (!encoding.isEmpty()) {
      options = options.withCharset(charset());
    }
    if (!query.isEmpty()) {
      options = options.withQuery(query);
    }
    return switch (onBadRow) {
      case "fail" -> options;
      case "skip" -> options.withOnBadRow(OnBadRow.SKIP, badRowsFile(data));
      default -> throw new Mistake("--on-bad-row is fail or skip, got \"%s\"".formatted(onBadRow));
    };
  }

  private Optional<Path> badRowsFile(String data) {
    if (badRows != null) {
      return Optional.of(badRows);
    }
    boolean database = data.startsWith("jdbc:");
    Path name = database ? null : Path.of(data).getFileName();
    return Optional.of(Path.of((name == null ? "query" : name) + ".bad-rows.csv"));
  }

  private List<String> names() {
    if (columns.isEmpty()) {
      return List.of();
    }
    try {
      Path file = Path.of(columns);
      Stream<String> names =
          Files.isRegularFile(file)
              ? Files.readAllLines(file).stream()
              : Stream.of(columns.split(",", -1));
      return names.map(String::strip).filter(n -> !n.isEmpty()).toList();
    } catch (IOException | InvalidPathException e) {
      throw new Mistake("--columns %s cannot be read (%s)".formatted(columns, e.getMessage()));
    }
  }

  private Charset charset() {
    try {
      return Charset.forName(encoding);
    } catch (IllegalArgumentException _) {
      throw new Mistake(
          "--encoding %s is not known; UTF-8, UTF-16LE, ISO-8859-1, windows-1252 and more are"
              .formatted(encoding));
    }
  }

  /** How columns become numbers. */
  EncodingOptions encodingOptions() {
    EncodingOptions options = EncodingOptions.DEFAULTS.without(drop.toArray(String[]::new));
    for (EncodingOptions.Scaling s : EncodingOptions.Scaling.values()) {
      if (s.id().equals(scaling.toLowerCase(Locale.ROOT))) {
        return options.withScaling(s);
      }
    }
    throw new Mistake(
        "--scaling is standard, robust, min-max or quantile, got \"%s\"".formatted(scaling));
  }
}
