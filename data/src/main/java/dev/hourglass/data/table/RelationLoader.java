package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Brings anything that DuckDB can select from into the table {@code t}. */
final class RelationLoader {
  private RelationLoader() {}

  private record Described(String name, String type) {}

  /**
   * @param relation what stands behind FROM
   */
  static Loaded load(
      Duck duck, String file, String relation, TableOptions options, List<String> notes) {
    try {
      return loadOrThrow(duck, file, relation, options, notes);
    } catch (Duck.DuckException e) {
      throw new DataException(
          file,
          "",
          "a table that cannot be read (" + e.line() + ")",
          "a whole file, or SQL that DuckDB understands",
          "mend it, or write it again",
          e);
    }
  }

  private static Loaded loadOrThrow(
      Duck duck, String file, String relation, TableOptions options, List<String> notes) {
    List<Described> found =
        duck.query(
            "DESCRIBE SELECT * FROM " + relation,
            r -> new Described(r.getString(1), r.getString(2)));
    List<String> more = new ArrayList<>(notes);
    List<String> names = ColumnNames.distinct(found.stream().map(Described::name).toList(), more);
    List<Loaded.Raw> columns =
        IntStream.range(0, found.size())
            .mapToObj(i -> raw(names.get(i), found.get(i).type(), options))
            .toList();
    String aliases =
        IntStream.range(0, found.size()).mapToObj(i -> "i" + i).collect(Collectors.joining(", "));
    String list =
        IntStream.range(0, found.size())
            .mapToObj(i -> cell(columns.get(i), i, options) + " AS " + Loaded.inside(i))
            .collect(Collectors.joining(", "));
    duck.execute(
        "CREATE TABLE loaded AS SELECT %s FROM (SELECT * FROM %s) AS s(%s)"
            .formatted(list, relation, aliases));
    duck.execute("DROP TABLE IF EXISTS t");
    duck.execute("ALTER TABLE loaded RENAME TO t");
    return new Loaded(file, columns, List.of(), Optional.empty(), more);
  }

  private static Loaded.Raw raw(String name, String type, TableOptions options) {
    boolean date = type.startsWith("TIMESTAMP") || type.equals("DATE");
    boolean number = type.matches("U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\\(.*");
    boolean text =
        Declared.of(name, options)
            .map(t -> !Declared.storedAsNumber(t, name, options) && t != ColumnType.DATE_TIME)
            .orElse(false);
    return new Loaded.Raw(name, (number || date) && !text, date && !text);
  }

  private static String cell(Loaded.Raw column, int i, TableOptions options) {
    String c = "i" + i;
    if (column.date()) {
      return "epoch(CAST(" + c + " AS TIMESTAMPTZ))";
    }
    if (column.number()) {
      return "nullif(CAST(" + c + " AS DOUBLE), 'nan'::DOUBLE)";
    }
    return missing("nullif(trim(CAST(" + c + " AS VARCHAR)), '')", options);
  }

  /** SQL for a text that is NULL when it says that the value is missing. */
  static String missing(String text, TableOptions options) {
    return options.missing().isEmpty()
        ? text
        : "CASE WHEN %1$s IN (%2$s) THEN NULL ELSE %1$s END"
            .formatted(text, Duck.literals(options.missing()));
  }
}
