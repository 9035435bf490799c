package dev.hourglass.data.table;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to read a table. {@link #DEFAULTS} finds everything out by itself.
 *
 * @param types declared types, by the name of the column; a column declared {@link
 *     ColumnType#CATEGORICAL} is read as text, so {@code 007} stays what it is
 * @param missing what stands for a missing value besides an empty cell
 * @param onBadRow what to do with a row that cannot be read
 * @param badRowsFile where to list skipped rows, as CSV
 * @param header whether the first line of a CSV file names the columns; found out when empty
 * @param names names of the columns, when the file has none or others; as many as there are columns
 * @param charset the encoding of a text file; UTF-8, or what a byte order mark says, when empty
 * @param query SQL over the table {@code data}, or over the tables of a database
 * @param expected columns that the table must have, read as they were typed there; other columns
 *     are typed as if new
 * @param memory how many bytes the table may take outside the Java heap before it moves to the disk
 */
public record TableOptions(
    Map<String, ColumnType> types,
    List<String> missing,
    OnBadRow onBadRow,
    Optional<Path> badRowsFile,
    Optional<Boolean> header,
    List<String> names,
    Optional<Charset> charset,
    Optional<String> query,
    Optional<TableSchema> expected,
    long memory) {
  /** What programs write for no value. */
  public static final List<String> MISSING =
      List.of("?", "NA", "N/A", "n/a", "NaN", "nan", "NULL", "null");

  private static final long LEAST_MEMORY = 64L << 20;

  public static final TableOptions DEFAULTS =
      new TableOptions(
          Map.of(),
          MISSING,
          OnBadRow.FAIL,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          512L << 20);

  public TableOptions {
    types = Map.copyOf(types);
    missing = List.copyOf(missing);
    names = List.copyOf(names);
    if (memory < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "a table needs at least %d MB of memory, got %d bytes".formatted(64, memory));
    }
  }

  /** Declares the type of these columns. */
  public TableOptions withType(ColumnType type, List<String> columns) {
    Map<String, ColumnType> more = new LinkedHashMap<>(types);
    columns.forEach(c -> more.put(c, type));
    return new TableOptions(
        more, missing, onBadRow, badRowsFile, header, names, charset, query, expected, memory);
  }

  /** What stands for a missing value besides an empty cell. */
  public TableOptions withMissing(List<String> tokens) {
    return new TableOptions(
        types, tokens, onBadRow, badRowsFile, header, names, charset, query, expected, memory);
  }

  public TableOptions withOnBadRow(OnBadRow policy, Optional<Path> file) {
    return new TableOptions(
        types, missing, policy, file, header, names, charset, query, expected, memory);
  }

  public TableOptions withHeader(boolean present) {
    return new TableOptions(
        types,
        missing,
        onBadRow,
        badRowsFile,
        Optional.of(present),
        names,
        charset,
        query,
        expected,
        memory);
  }

  public TableOptions withNames(List<String> columnNames) {
    return new TableOptions(
        types,
        missing,
        onBadRow,
        badRowsFile,
        header,
        columnNames,
        charset,
        query,
        expected,
        memory);
  }

  public TableOptions withCharset(Charset encoding) {
    return new TableOptions(
        types,
        missing,
        onBadRow,
        badRowsFile,
        header,
        names,
        Optional.of(encoding),
        query,
        expected,
        memory);
  }

  public TableOptions withQuery(String sql) {
    return new TableOptions(
        types,
        missing,
        onBadRow,
        badRowsFile,
        header,
        names,
        charset,
        Optional.of(sql),
        expected,
        memory);
  }

  /** New data for what was learned on a table of this schema. */
  public TableOptions withExpected(TableSchema schema) {
    return new TableOptions(
        types,
        missing,
        onBadRow,
        badRowsFile,
        header,
        names,
        charset,
        query,
        Optional.of(schema),
        memory);
  }

  public TableOptions withMemory(long bytes) {
    return new TableOptions(
        types, missing, onBadRow, badRowsFile, header, names, charset, query, expected, bytes);
  }
}
