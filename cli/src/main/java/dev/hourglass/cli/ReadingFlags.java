package dev.hourglass.cli;

import dev.hourglass.data.table.OnBadRow;
import dev.hourglass.data.table.TableOptions;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that read a table: how it is written. */
class ReadingFlags {
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

  /** How to read a table. */
  TableOptions tableOptions(String data) {
    TableOptions options = TableOptions.DEFAULTS.withNames(names());
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
    return skipsBadRows() ? options.withOnBadRow(OnBadRow.SKIP, badRowsFile(data)) : options;
  }

  /** Whether bad rows are left out rather than refused. */
  boolean skipsBadRows() {
    return switch (onBadRow) {
      case "fail" -> false;
      case "skip" -> true;
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
}
