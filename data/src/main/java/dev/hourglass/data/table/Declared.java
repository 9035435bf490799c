package dev.hourglass.data.table;

import java.util.Optional;

/** What is known of a column before it is looked at. */
final class Declared {
  private Declared() {}

  /** The type that the user or the expected schema gives. */
  static Optional<ColumnType> of(String name, TableOptions options) {
    ColumnType type = options.types().get(name);
    return type != null
        ? Optional.of(type)
        : options.expected().flatMap(s -> s.find(name)).map(Column::type);
  }

  /** Whether a text column of a declared type should be read as numbers at once. */
  static boolean storedAsNumber(ColumnType type, String name, TableOptions options) {
    if (options.types().containsKey(name)) {
      return type == ColumnType.NUMERIC;
    }
    return type != ColumnType.DATE_TIME
        && options
            .expected()
            .flatMap(s -> s.find(name))
            .map(c -> c.stored() == Column.Stored.NUMBER)
            .orElse(false);
  }
}
