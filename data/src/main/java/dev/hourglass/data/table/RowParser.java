package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of text as a {@link TableSource} would, one at a time and without DuckDB: for rows
 * that arrive one by one. Good for many threads.
 */
public final class RowParser {
  private final String source;
  private final TableSchema schema;
  private final Set<String> missing;
  private final int[] places;
  private final int width;
  private final List<Optional<DateFormat>> formats;

  /**
   * @param source what to call the source in messages
   * @param schema the columns to read, such as {@link TableEncoding#schema}
   * @param names the columns that rows have, in their order; others than those of the schema are
   *     ignored
   * @param missing what stands for a missing value besides an empty cell
   * @throws DataException when a column of the schema is not among the names
   */
  public RowParser(String source, TableSchema schema, List<String> names, List<String> missing) {
    this.source = source;
    this.schema = schema;
    this.missing = new HashSet<>(missing);
    this.width = names.size();
    List<String> lacking = schema.names().stream().filter(n -> !names.contains(n)).toList();
    if (!lacking.isEmpty()) {
      throw new DataException(
          source,
          "",
          "no column " + Values.list(lacking) + " among " + Values.list(names),
          "the columns of the training data, in any order",
          "rename or add what is missing");
    }
    this.places = schema.names().stream().mapToInt(names::indexOf).toArray();
    this.formats =
        schema.columns().stream()
            .map(c ->
                c.type() == ColumnType.DATE_TIME
                    ? Optional.of(DateFormat.ofId(c.format()))
                    : Optional.<DateFormat>empty())
            .toList();
  }

  /**
   * Reads rows.
   *
   * @param rows the cells of each, in the order of the names; null and missing texts are missing
   * @param firstNumber the number of the first row in the source, from 1
   * @return a batch with the columns of the schema, for {@link TableEncoding#encode(ColumnBatch,
   *     EncodingTally)}
   * @throws DataException at a row of another width, or a cell that is not what its column holds
   */
  public ColumnBatch parse(
      List<? extends List<? extends @Nullable String>> rows, long firstNumber) {
    long[] numbers = new long[rows.size()];
    Arrays.setAll(numbers, i -> firstNumber + i);
    for (int i = 0; i < numbers.length; i++) {
      if (rows.get(i).size() != width) {
        throw new DataException(
            source,
            "row " + numbers[i],
            rows.get(i).size() + " cells",
            Integer.toString(width),
            "complete the row, or quote cells that hold the separator");
      }
    }
    List<ColumnBatch.Cells> columns = new ArrayList<>();
    for (int c = 0; c < places.length; c++) {
      columns.add(
          schema.columns().get(c).stored() == Column.Stored.NUMBER
              ? numbers(c, rows, firstNumber)
              : texts(c, rows));
    }
    return new ColumnBatch(firstNumber - 1, numbers, columns);
  }

  private @Nullable String cell(List<? extends @Nullable String> row, int column) {
    String text = row.get(places[column]);
    if (text == null) {
      return null;
    }
    String value = text.strip();
    return value.isEmpty() || missing.contains(value) ? null : value;
  }

  private ColumnBatch.Texts texts(
      int column, List<? extends List<? extends @Nullable String>> rows) {
    @Nullable String[] values = new @Nullable String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = cell(rows.get(i), column);
    }
    return new ColumnBatch.Texts(values);
  }

  private ColumnBatch.Numbers numbers(
      int column, List<? extends List<? extends @Nullable String>> rows, long firstNumber) {
    double[] values = new double[rows.size()];
    for (int i = 0; i < values.length; i++) {
      String cell = cell(rows.get(i), column);
      values[i] = cell == null ? Double.NaN : number(column, cell, firstNumber + i);
    }
    return new ColumnBatch.Numbers(values);
  }

  private double number(int column, String cell, long row) {
    Column c = schema.columns().get(column);
    Optional<DateFormat> format = formats.get(column);
    OptionalDouble value = format.isPresent() ? format.get().parse(cell) : Decimals.parse(cell);
    if (value.isPresent() && !Double.isInfinite(value.getAsDouble())) {
      return value.getAsDouble();
    }
    BadRow bad =
        format.isPresent()
            ? BadRows.noDate(0, row, c.name(), cell, format.get().id(), "")
            : value.isPresent()
                ? BadRows.infinite(0, row, c.name(), value.getAsDouble())
                : BadRows.noNumber(0, row, c.name(), cell, "");
    throw bad.refusal(source);
  }
}
