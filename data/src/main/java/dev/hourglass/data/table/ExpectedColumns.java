package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Matches the columns of new data with those that are expected, by name. */
final class ExpectedColumns {
  private ExpectedColumns() {}

  /**
   * The columns in the order to show them.
   *
   * @param places where each stands in the source
   */
  record Order(List<Column> columns, int[] places, List<String> notes) {}

  /** Refuses a source that lacks an expected column. */
  static void require(Loaded loaded, Optional<TableSchema> expected) {
    List<String> found = loaded.columns().stream().map(Loaded.Raw::name).toList();
    List<String> lacking =
        expected.stream()
            .flatMap(s -> s.names().stream())
            .filter(name -> !found.contains(name))
            .toList();
    if (!lacking.isEmpty()) {
      throw new DataException(
          loaded.file(),
          "",
          "no column "
              + Values.list(lacking.stream().map(DataException::quote).toList())
              + " among "
              + Values.list(found),
          "the columns of the training data, in any order",
          "rename or add what is missing");
    }
  }

  /**
   * The columns of a source whose expected ones are known, so that nothing must be counted in it;
   * others are no inputs, and what they hold decides nothing.
   */
  static List<Column> known(List<Loaded.Raw> raw, List<Typing.Result> typed, TableOptions options) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < raw.size(); i++) {
      String name = raw.get(i).name();
      Typing.Result found = typed.get(i);
      ColumnType type = Declared.of(name, options).orElseGet(() -> type(found));
      String format = found.format().map(DateFormat::id).orElse("");
      columns.add(new Column(name, type, found.stored(), format, Column.Profile.NONE));
    }
    return columns;
  }

  private static ColumnType type(Typing.Result found) {
    if (found.format().isPresent()) {
      return ColumnType.DATE_TIME;
    }
    return found.stored() == Column.Stored.NUMBER ? ColumnType.NUMERIC : ColumnType.TEXT;
  }

  static Order order(List<Column> columns, Optional<TableSchema> expected) {
    if (expected.isEmpty()) {
      return new Order(columns, IntStream.range(0, columns.size()).toArray(), List.of());
    }
    List<String> names = columns.stream().map(Column::name).toList();
    List<Integer> places = new ArrayList<>();
    expected.get().names().forEach(name -> places.add(names.indexOf(name)));
    List<String> extra = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!places.contains(i)) {
        places.add(i);
        extra.add(columns.get(i).name());
      }
    }
    List<String> notes =
        extra.isEmpty() ? List.of() : List.of("columns that are no inputs: " + Values.list(extra));
    return new Order(
        places.stream().map(columns::get).toList(),
        places.stream().mapToInt(Integer::intValue).toArray(),
        notes);
  }
}
