package dev.hourglass.data.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts what is in the columns of {@code t}, many columns in one pass. */
final class ColumnCounts {
  private static final int MEDIAN_SAMPLE = 100_000;
  private static final int COLUMNS_AT_ONCE = 200;

  /** Each needs a table of the values, which the limit of memory must hold. */
  private static final int DISTINCT_AT_ONCE = 10;

  private static final int MOST_WITH_EXAMPLES = 200;

  private final Duck duck;
  private final String from;

  /**
   * @param from the rows that count, as what stands behind FROM
   */
  ColumnCounts(Duck duck, String from) {
    this.duck = duck;
    this.from = from;
  }

  /**
   * @param about about how many different values
   * @param zeroOne whether all are 0 or 1
   */
  record Numbers(
      long count, double min, double max, boolean integral, boolean zeroOne, long about) {}

  /**
   * @param length the mean length
   * @param words the mean number of words
   * @param first the first value of the alphabet
   * @param last the last value of the alphabet
   */
  record Texts(long count, long about, double length, double words, String first, String last) {}

  /** Reads the expressions of one column, which start at {@code first}. */
  private interface Reader<T> {
    T read(ResultSet row, int first) throws SQLException;
  }

  List<Numbers> numbers(int[] columns) {
    return each(
        columns,
        COLUMNS_AT_ONCE,
        "count(%1$s), min(%1$s), max(%1$s), count_if(%1$s <> trunc(%1$s)),"
            + " count_if(%1$s <> 0 AND %1$s <> 1), approx_count_distinct(%1$s)",
        6,
        from,
        (r, i) ->
            new Numbers(
                r.getLong(i),
                r.getDouble(i + 1),
                r.getDouble(i + 2),
                r.getLong(i + 3) == 0,
                r.getLong(i + 4) == 0,
                r.getLong(i + 5)));
  }

  /** The value in the middle of up to {@value #MEDIAN_SAMPLE} rows; NaN where there is none. */
  List<Double> medians(int[] columns, long rows) {
    String sample =
        from
            + (from.contains("WHERE") ? " AND" : " WHERE")
            + " rowid % "
            + Math.max(1, rows / MEDIAN_SAMPLE)
            + " = 0";
    return each(
        columns,
        COLUMNS_AT_ONCE,
        "quantile_disc(%1$s, 0.5)",
        1,
        sample,
        (r, i) -> {
          double value = r.getDouble(i);
          return r.wasNull() ? Double.NaN : value;
        });
  }

  List<Texts> texts(int[] columns) {
    return each(
        columns,
        COLUMNS_AT_ONCE,
        "count(%1$s), approx_count_distinct(%1$s), sum(length(%1$s)),"
            + " sum(length(%1$s) - length(replace(%1$s, ' ', '')) + 1), min(%1$s), max(%1$s)",
        6,
        from,
        (r, i) -> {
          long count = r.getLong(i);
          double n = Math.max(1, count);
          return new Texts(
              count,
              r.getLong(i + 1),
              r.getDouble(i + 2) / n,
              r.getDouble(i + 3) / n,
              String.valueOf(r.getString(i + 4)),
              String.valueOf(r.getString(i + 5)));
        });
  }

  /** The exact number of different values of each column. */
  Map<Integer, Long> distinct(int[] columns) {
    List<Long> counts =
        each(columns, DISTINCT_AT_ONCE, "count(DISTINCT %1$s)", 1, from, (r, i) -> r.getLong(i));
    Map<Integer, Long> result = new LinkedHashMap<>();
    for (int k = 0; k < columns.length; k++) {
      result.put(columns[k], counts.get(k));
    }
    return result;
  }

  /** The five most frequent values, where the table has not too many columns of text. */
  List<String> examples(int column, Texts texts, int textColumns) {
    if (textColumns > MOST_WITH_EXAMPLES) {
      return texts.count() == 0
          ? List.of()
          : List.of(texts.first(), texts.last()).stream().distinct().toList();
    }
    String c = Loaded.inside(column);
    return duck.query(
        "SELECT %1$s FROM %2$s%3$s %1$s IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 5"
            .formatted(c, from, from.contains("WHERE") ? " AND" : " WHERE"),
        r -> r.getString(1));
  }

  private <T> List<T> each(
      int[] columns, int atOnce, String expressions, int perColumn, String rows, Reader<T> reader) {
    List<T> all = new ArrayList<>();
    for (int start = 0; start < columns.length; start += atOnce) {
      int[] slice = Arrays.copyOfRange(columns, start, Math.min(columns.length, start + atOnce));
      String list =
          Arrays.stream(slice)
              .mapToObj(i -> expressions.formatted(Loaded.inside(i)))
              .collect(Collectors.joining(", "));
      all.addAll(
          duck.query(
                  "SELECT " + list + " FROM " + rows,
                  r -> {
                    List<T> values = new ArrayList<>();
                    for (int k = 0; k < slice.length; k++) {
                      values.add(reader.read(r, 1 + k * perColumn));
                    }
                    return values;
                  })
              .getFirst());
    }
    return all;
  }
}
