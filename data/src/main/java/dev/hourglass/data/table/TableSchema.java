package dev.hourglass.data.table;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a table, in their order.
 *
 * @param columns at least one, each name once
 */
public record TableSchema(List<Column> columns) {

  public TableSchema {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("two columns are called \"" + column.name() + '"');
      }
    }
  }

  /** The column of this name. */
  public Optional<Column> find(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** The place of the column of this name, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }
}
