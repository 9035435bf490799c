package dev.hourglass.tasks.series;

import dev.hourglass.data.series.SeriesOptions;
import dev.hourglass.data.series.SeriesTable;
import dev.hourglass.data.table.Column;
import dev.hourglass.data.table.ColumnType;
import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSchema;
import dev.hourglass.data.table.TableSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which columns of a table a detector reads, and how.
 *
 * @param schema the columns of times, of values and of keys, in this order
 * @param keys how many of them are keys
 * @param missing what stands for a missing value besides an empty cell
 */
public record SeriesColumns(TableSchema schema, int keys, List<String> missing) {
  public SeriesColumns {
    missing = List.copyOf(missing);
    if (schema.columns().size() - keys < 2) {
      throw new IllegalArgumentException("series need a column of times and one of values");
    }
  }

  /** Those of a table that has been read. */
  static SeriesColumns of(
      TableSource source, SeriesTable table, List<String> keys, List<String> missing) {
    List<String> names = new ArrayList<>(List.of(table.time()));
    names.addAll(table.values());
    names.addAll(keys);
    List<Column> columns =
        names.stream()
            .map(n -> source.schema().find(n).orElseThrow())
            .map(c -> new Column(c.name(), c.type(), c.stored(), c.format(), Column.Profile.NONE))
            .toList();
    return new SeriesColumns(new TableSchema(columns), keys.size(), missing);
  }

  /** Those of series that did not come from a table. */
  static SeriesColumns of(SeriesTable table) {
    List<String> names = new ArrayList<>(List.of(table.time()));
    names.addAll(table.values());
    List<Column> columns =
        names.stream()
            .map(n ->
                new Column(n, ColumnType.NUMERIC, Column.Stored.NUMBER, "", Column.Profile.NONE))
            .toList();
    return new SeriesColumns(new TableSchema(columns), 0, TableOptions.MISSING);
  }

  /** The column of times. */
  public String time() {
    return schema.names().getFirst();
  }

  /** The columns of values. */
  public List<String> values() {
    return schema.names().subList(1, schema.columns().size() - keys);
  }

  /** The columns that tell series apart. */
  public List<String> keyNames() {
    return schema.names().subList(schema.columns().size() - keys, schema.columns().size());
  }

  /** How to read new data: with the columns, and the texts of missing values, of training. */
  public TableOptions reading(TableOptions options) {
    TableOptions expected = options.withExpected(schema);
    return options.missing().equals(TableOptions.MISSING)
        ? expected.withMissing(missing)
        : expected;
  }

  /** The series of new data. */
  public SeriesTable read(TableSource source) {
    return SeriesTable.of(
        source, new SeriesOptions(Optional.of(time()), values(), keyNames(), List.of()));
  }
}
