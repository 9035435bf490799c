package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A table that has been read and typed, and can be gone through as often as one likes.
 *
 * <p>The rows are kept outside the Java heap, in memory up to {@link TableOptions#memory} and
 * beyond that in the folder for temporary files; so a table larger than memory is gone through in
 * bounded memory, and every pass sees the same rows whatever happens to the file. Not for several
 * threads.
 */
public final class TableSource implements AutoCloseable {
  private final Duck duck;
  private final String name;
  private final TableSchema schema;
  private final int[] inside;
  private final long rows;
  private final RowNumbers rowNumbers;
  private final List<BadRow> badRows;
  private final List<String> notes;

  TableSource(
      Duck duck,
      String name,
      TableSchema schema,
      int[] inside,
      long rows,
      RowNumbers rowNumbers,
      List<BadRow> badRows,
      List<String> notes) {
    this.duck = duck;
    this.name = name;
    this.schema = schema;
    this.inside = inside;
    this.rows = rows;
    this.rowNumbers = rowNumbers;
    this.badRows = List.copyOf(badRows);
    this.notes = List.copyOf(notes);
  }

  /**
   * Reads a table.
   *
   * @param argument a file of CSV, Parquet or JSON lines (plain or, for text, packed by gzip), or
   *     the address of a database that a JDBC driver knows ({@code jdbc:postgresql://...}), which
   *     needs a query
   * @throws DataException when it cannot be read, or has a bad row and these are not to be skipped
   */
  public static TableSource open(String argument, TableOptions options) {
    if (argument.startsWith("jdbc:")) {
      return TableOpening.open(argument, options);
    }
    try {
      return open(Path.of(argument), options);
    } catch (InvalidPathException e) {
      throw new DataException(
          argument, "", "a name that no file can have", "a path", "check the path", e);
    }
  }

  /** Reads a file as above. */
  public static TableSource open(Path path, TableOptions options) {
    return TableOpening.open(path, options);
  }

  /**
   * Whether a name ends as those of tables do: {@code .csv}, {@code .parquet}, {@code .jsonl}...
   */
  public static boolean isTable(String argument) {
    return argument.startsWith("jdbc:")
        || argument
            .toLowerCase(Locale.ROOT)
            .matches(".*\\.((csv|tsv|txt|data|jsonl|ndjson|json)(\\.gz)?|parquet|npz)");
  }

  /** What to call it in messages. */
  public String name() {
    return name;
  }

  public TableSchema schema() {
    return schema;
  }

  /** How many rows there are, without skipped ones. */
  public long rows() {
    return rows;
  }

  /** The rows that were skipped, in their order. */
  public List<BadRow> badRows() {
    return badRows;
  }

  /** What was found out or done while reading that the user should know, a line each. */
  public List<String> notes() {
    return notes;
  }

  /** Goes through the rows in their order, in batches of up to {@code batchRows}. */
  public ColumnBatches batches(List<String> columns, int batchRows) {
    List<ColumnBatches.Read> reads =
        columns.stream()
            .map(this::indexOf)
            .map(i ->
                new ColumnBatches.Read(Loaded.inside(inside[i]), schema.columns().get(i).stored()))
            .toList();
    return new ColumnBatches(duck, reads, rowNumbers, batchRows);
  }

  /** All values of a column as text, empty where missing: for labels and keys. */
  public String[] texts(String column) {
    List<String> values = new ArrayList<>();
    try (ColumnBatches batches = batches(List.of(column), 1 << 13)) {
      while (batches.next()) {
        ColumnBatch.Cells cells = batches.batch().columns().getFirst();
        IntStream.range(0, cells.size()).mapToObj(cells::text).forEach(values::add);
      }
    }
    return values.toArray(String[]::new);
  }

  /** The number of every row in the source, from 1; skipped rows are counted too. */
  public long[] rowNumbers() {
    long[] numbers = new long[Math.toIntExact(rows)];
    int n = 0;
    for (long place = 0; n < numbers.length; place++) {
      if (!rowNumbers.isExcluded(place)) {
        numbers[n++] = rowNumbers.number(place);
      }
    }
    return numbers;
  }

  private int indexOf(String column) {
    int i = schema.indexOf(column);
    if (i < 0) {
      throw new DataException(
          name,
          "",
          "no column " + DataException.quote(column),
          "one of " + Values.list(schema.names()),
          "check the name");
    }
    return i;
  }

  @Override
  public void close() {
    duck.close();
  }
}
