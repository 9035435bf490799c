package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Destination;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads a source into DuckDB and makes a {@link TableSource} of it. */
final class TableOpening {
  private final Duck duck;
  private final TableOptions options;
  private final Loaded loaded;

  private TableOpening(Duck duck, TableOptions options, Loaded loaded) {
    this.duck = duck;
    this.options = options;
    this.loaded = loaded;
  }

  /** The kinds of table. */
  private enum Kind {
    CSV,
    PARQUET,
    JSON
  }

  /** Brings a source into DuckDB. */
  private interface Loader {
    Loaded load(Duck duck);
  }

  static TableSource open(String url, TableOptions options) {
    return open(options, duck -> JdbcLoader.load(duck, url, options));
  }

  static TableSource open(Path path, TableOptions options) {
    TextHead.requireFile(path);
    options.badRowsFile().ifPresent(Destination::requireWritable);
    if (path.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
      NpzLoader npz = NpzLoader.read(path, options);
      return open(npz.options(), npz::load);
    }
    return open(options, duck -> load(duck, path, options));
  }

  private static TableSource open(TableOptions options, Loader loader) {
    Duck duck = Duck.open(options.memory());
    boolean done = false;
    try {
      TableSource source = new TableOpening(duck, options, loader.load(duck)).finish();
      done = true;
      return source;
    } finally {
      if (!done) {
        duck.close();
      }
    }
  }

  private static Loaded load(Duck duck, Path path, TableOptions options) {
    Kind kind = kind(path);
    if (options.query().isPresent()) {
      return query(duck, path, kind, options, options.query().get());
    }
    return switch (kind) {
      case CSV -> CsvLoader.load(duck, path, options);
      case JSON -> JsonLoader.load(duck, path, options);
      case PARQUET -> RelationLoader.load(duck, path.toString(), parquet(path), options, List.of());
    };
  }

  /** The result of SQL over the file, which is there as the table {@code data}. */
  private static Loaded query(Duck duck, Path path, Kind kind, TableOptions options, String query) {
    List<String> notes = List.of();
    if (kind == Kind.PARQUET) {
      duck.execute("CREATE VIEW data AS SELECT * FROM " + parquet(path));
    } else {
      Loaded whole =
          kind == Kind.CSV
              ? CsvLoader.load(duck, path, options)
              : JsonLoader.load(duck, path, options);
      whole.rejects().stream()
          .findFirst()
          .filter(_ -> options.onBadRow() == OnBadRow.FAIL)
          .ifPresent(bad -> {
            throw bad.refusal(whole.file());
          });
      notes = whole.notes();
      String names =
          IntStream.range(0, whole.columns().size())
              .mapToObj(i -> Loaded.inside(i) + " AS " + Duck.name(whole.columns().get(i).name()))
              .collect(Collectors.joining(", "));
      duck.execute("ALTER TABLE t RENAME TO whole");
      duck.execute("CREATE VIEW data AS SELECT " + names + " FROM whole");
    }
    return RelationLoader.load(duck, path.toString(), "(" + query + ")", options, notes);
  }

  private static String parquet(Path path) {
    return "read_parquet(" + Duck.literal(path.toAbsolutePath().toString()) + ")";
  }

  private static Kind kind(Path path) {
    byte[] start = new byte[4];
    try (InputStream in = Files.newInputStream(path)) {
      int n = in.readNBytes(start, 0, start.length);
      if (n == 4 && Arrays.equals(start, new byte[] {'P', 'A', 'R', '1'})) {
        return Kind.PARQUET;
      }
    } catch (IOException e) {
      throw new DataException(
          path.toString(),
          "",
          "a file that cannot be opened (" + e.getMessage() + ")",
          "a file with a table",
          "check the path and the rights",
          e);
    }
    String lower = path.toString().toLowerCase(Locale.ROOT);
    if (lower.endsWith(".parquet")) {
      throw new DataException(
          path.toString(),
          "",
          "a file that does not start as Parquet does",
          "Parquet",
          "write it again, or rename it if it is something else");
    }
    return lower.matches(".*\\.(json|jsonl|ndjson)(\\.gz)?") ? Kind.JSON : Kind.CSV;
  }

  private TableSource finish() {
    ExpectedColumns.require(loaded, options.expected());
    failAtFirst(loaded.rejects());
    Typing.Typed typed = Typing.run(duck, loaded, options);
    List<BadRow> cells = badCells(typed.bad());
    List<BadRow> bad = new ArrayList<>(loaded.rejects());
    bad.addAll(cells);
    bad.sort(Comparator.comparingLong(BadRow::row));
    failAtFirst(bad);
    options.badRowsFile().filter(_ -> !bad.isEmpty()).ifPresent(f -> BadRows.write(f, bad));
    long[] excluded =
        typed.bad().stream().mapToLong(Typing.BadCell::row).sorted().distinct().toArray();
    String from = without(excluded);
    long rows = duck.number("SELECT count(*) FROM " + from);
    if (rows == 0) {
      throw new DataException(
          loaded.file(),
          "",
          bad.isEmpty() ? "no rows" : bad.size() + " bad rows and no other",
          "rows",
          bad.isEmpty() ? "check that it was written whole" : "first of them: " + bad.getFirst());
    }
    List<Column> columns =
        options.expected().isPresent()
            ? ExpectedColumns.known(loaded.columns(), typed.columns(), options)
            : new Profiler(new ColumnCounts(duck, from), options, rows)
                .columns(loaded.columns(), typed.columns());
    return source(columns, rows, new RowNumbers(rejectedRows(), excluded), bad);
  }

  /** Puts the expected columns first, in their order. */
  private TableSource source(
      List<Column> columns, long rows, RowNumbers rowNumbers, List<BadRow> bad) {
    ExpectedColumns.Order order = ExpectedColumns.order(columns, options.expected());
    List<String> notes = new ArrayList<>(loaded.notes());
    notes.addAll(order.notes());
    requireDeclared(columns);
    return new TableSource(
        duck,
        loaded.file(),
        new TableSchema(order.columns()),
        order.places(),
        rows,
        rowNumbers,
        bad,
        notes);
  }

  private void requireDeclared(List<Column> columns) {
    Set<String> names = new HashSet<>(columns.stream().map(Column::name).toList());
    for (String name : options.types().keySet()) {
      if (!names.contains(name)) {
        throw new DataException(
            loaded.file(),
            "",
            "no column " + DataException.quote(name) + ", whose type was declared",
            "one of " + Values.list(columns.stream().map(Column::name).toList()),
            "check the name");
      }
    }
  }

  private long[] rejectedRows() {
    return loaded.rejects().stream().mapToLong(BadRow::row).toArray();
  }

  private void failAtFirst(List<BadRow> bad) {
    if (options.onBadRow() == OnBadRow.FAIL && !bad.isEmpty()) {
      throw bad.getFirst().refusal(loaded.file());
    }
  }

  private List<BadRow> badCells(List<Typing.BadCell> cells) {
    RowNumbers numbers = new RowNumbers(rejectedRows(), new long[0]);
    List<Typing.BadCell> sorted =
        cells.stream().sorted(Comparator.comparingLong(Typing.BadCell::row)).toList();
    if (options.onBadRow() == OnBadRow.FAIL && !sorted.isEmpty()) {
      sorted = sorted.subList(0, 1);
    }
    long[] places = sorted.stream().mapToLong(Typing.BadCell::row).distinct().toArray();
    long[] lines =
        loaded
            .finder()
            .filter(_ -> places.length > 0)
            .map(f -> f.find(places).keptLines())
            .orElseGet(() -> new long[places.length]);
    List<BadRow> rows = new ArrayList<>();
    long last = -1;
    for (Typing.BadCell cell : sorted) {
      if (cell.row() != last) {
        long line = lines[Arrays.binarySearch(places, cell.row())];
        rows.add(badRow(cell, line, numbers.number(cell.row())));
      }
      last = cell.row();
    }
    return rows;
  }

  private BadRow badRow(Typing.BadCell cell, long line, long row) {
    String column = loaded.columns().get(cell.column()).name();
    Optional<DateFormat> format = cell.format();
    if (format.isPresent()) {
      return BadRows.noDate(line, row, column, cell.value(), format.get().id(), "");
    }
    return cell.value().endsWith("inf")
        ? BadRows.infinite(line, row, column, cell.value().startsWith("-") ? -1 : 1)
        : BadRows.noNumber(line, row, column, cell.value(), "");
  }

  private String without(long[] excluded) {
    if (excluded.length == 0) {
      return "t";
    }
    String list = Arrays.stream(excluded).mapToObj(Long::toString).collect(Collectors.joining(","));
    duck.execute("CREATE TABLE excluded AS SELECT unnest([" + list + "]) AS place");
    return "t WHERE rowid NOT IN (SELECT place FROM excluded)";
  }
}
