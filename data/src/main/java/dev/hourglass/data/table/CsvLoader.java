package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Brings a CSV file into DuckDB. */
final class CsvLoader {
  private final Duck duck;
  private final Path path;
  private final String file;
  private final TableOptions options;
  private final TextHead head;
  private final CsvDialect dialect;
  private final ColumnNames names;
  private final List<Loaded.Raw> columns;

  private CsvLoader(Duck duck, Path path, TableOptions options) {
    this.duck = duck;
    this.path = path;
    this.file = path.toString();
    this.options = options;
    this.head = TextHead.read(path, options.charset());
    this.dialect = CsvDialect.sniff(head, options);
    if (dialect.first().isEmpty()) {
      throw new DataException(file, "", "only blank lines", "rows", "check that it was written");
    }
    this.names = ColumnNames.of(path, dialect, options);
    this.columns = columns();
  }

  static Loaded load(Duck duck, Path path, TableOptions options) {
    return new CsvLoader(duck, path, options).load();
  }

  private List<Loaded.Raw> columns() {
    return IntStream.range(0, names.names().size())
        .mapToObj(i -> new Loaded.Raw(names.names().get(i), isNumber(i), false))
        .toList();
  }

  private boolean isNumber(int column) {
    String name = names.names().get(column);
    return Declared.of(name, options)
        .map(type -> Declared.storedAsNumber(type, name, options))
        .orElseGet(() ->
            Decimals.isColumn(
                CsvDialect.column(dialect.rows(), column),
                dialect.decimalComma(),
                options.missing()));
  }

  private Loaded load() {
    if (!head.plain()) {
      return load(copy(), false);
    }
    try {
      return load(path, head.packed());
    } catch (Duck.DuckException e) {
      if (!e.line().contains("invalid state")) {
        throw refusal(e);
      }
      return load(copy(), false); // line ends of several kinds, beyond the start of the file
    }
  }

  private Path copy() {
    return CleanCopy.make(path, head, duck.folder().resolve("clean.csv"));
  }

  private Loaded load(Path clean, boolean packed) {
    try {
      duck.execute("CREATE OR REPLACE TABLE t AS " + select(clean, packed));
    } catch (Duck.DuckException e) {
      if (clean.equals(path) && e.line().contains("invalid state")) {
        throw e;
      }
      throw refusal(e);
    }
    List<Reject> rejects = rejects();
    long[] starts = rejects.stream().mapToLong(Reject::start).toArray();
    LineFinder finder =
        new LineFinder(clean, packed, dialect.header(), columns.size() == 1, true, starts);
    LineFinder.Lines lines =
        rejects.isEmpty()
            ? new LineFinder.Lines(new long[0], new long[0], new long[0])
            : finder.find(new long[0]);
    List<BadRow> bad = new ArrayList<>();
    for (int i = 0; i < rejects.size(); i++) {
      bad.add(badRow(rejects.get(i), lines.rejectedLines()[i], lines.rejectedRows()[i]));
    }
    return new Loaded(file, columns, bad, Optional.of(finder), names.notes());
  }

  private String select(Path clean, boolean packed) {
    String list =
        IntStream.range(0, columns.size()).mapToObj(this::column).collect(Collectors.joining(", "));
    String types =
        IntStream.range(0, columns.size())
            .mapToObj(i ->
                Duck.literal(Loaded.inside(i))
                    + ": "
                    + (columns.get(i).number() ? "'DOUBLE'" : "'VARCHAR'"))
            .collect(Collectors.joining(", "));
    return """
    SELECT %s FROM read_csv(%s, auto_detect = false, header = %s, columns = {%s}, delim = %s,
      quote = '"', escape = '"', nullstr = [%s], compression = %s, decimal_separator = %s,
      store_rejects = true, rejects_limit = 0)\
    """
        .formatted(
            list,
            Duck.literal(clean.toAbsolutePath().toString()),
            dialect.header(),
            types,
            Duck.literal(String.valueOf(dialect.delimiter())),
            nulls(),
            packed ? "'gzip'" : "'none'",
            dialect.decimalComma() ? "','" : "'.'");
  }

  private String column(int i) {
    String c = Loaded.inside(i);
    return columns.get(i).number()
        ? "nullif(" + c + ", 'nan'::DOUBLE) AS " + c
        : "nullif(trim(" + c + "), '') AS " + c;
  }

  /** The texts of missing values, also with the space that may follow a delimiter. */
  private String nulls() {
    List<String> all = new ArrayList<>(List.of("", " "));
    for (String token : options.missing()) {
      all.add(token);
      all.add(" " + token);
    }
    return Duck.literals(all.stream().distinct().toList());
  }

  /** What DuckDB wrote into its table of errors, the first error of each row. */
  private List<Reject> rejects() {
    List<Reject> all =
        duck.query(
            "SELECT line_byte_position - 1, column_name, error_type, csv_line, error_message"
                + " FROM reject_errors ORDER BY line_byte_position, column_idx",
            CsvLoader::reject);
    duck.execute("DROP TABLE reject_errors");
    duck.execute("DROP TABLE reject_scans");
    List<Reject> first = new ArrayList<>();
    for (Reject reject : all) {
      if (first.isEmpty() || first.getLast().start() != reject.start()) {
        first.add(reject);
      }
    }
    return first;
  }

  private record Reject(long start, String column, String kind, String text, String message) {}

  private static Reject reject(ResultSet row) throws SQLException {
    return new Reject(row.getLong(1), text(row, 2), text(row, 3), text(row, 4), text(row, 5));
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private BadRow badRow(Reject reject, long line, long row) {
    String column =
        reject.column().startsWith("c") && !reject.kind().contains("COLUMNS")
            ? names.names().get(Integer.parseInt(reject.column().substring(1)))
            : "";
    return BadRows.of(
        reject.kind(), reject.message(), line, row, column, columns.size(), reject.text());
  }

  private DataException refusal(Duck.DuckException e) {
    return new DataException(
        file,
        "",
        "a table that cannot be read (" + e.line() + ")",
        "CSV",
        "save it as CSV in UTF-8 with one row per line",
        e);
  }
}
