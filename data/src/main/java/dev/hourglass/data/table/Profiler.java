package dev.hourglass.data.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts what is in the columns of {@code t}, and decides what they are. */
final class Profiler {
  private static final long EXACT_UP_TO = 1000;
  private static final int MEDIAN_SAMPLE = 100_000;
  private static final int FEWEST_FOR_IDENTIFIER = 20;
  private static final Pattern IDENTIFIER_NAME =
      Pattern.compile(
          "(?i)(.*[_ ])?(id|uuid|guid|key|number|no|nr|code|index|row)|.*(Id|ID|Number|No|Key)");
  private static final List<Set<String>> YES_AND_NO =
      List.of(
          Set.of("t", "f"),
          Set.of("true", "false"),
          Set.of("yes", "no"),
          Set.of("y", "n"),
          Set.of("on", "off"),
          Set.of("0", "1"));

  private final Duck duck;
  private final TableOptions options;
  private final String from;
  private final long rows;

  private record Numbers(
      long count, double min, double max, boolean integral, boolean zeroOne, long about) {}

  private record Texts(long count, long about, double length, double words) {}

  /**
   * @param from the rows that count, as what stands behind FROM
   */
  Profiler(Duck duck, TableOptions options, String from, long rows) {
    this.duck = duck;
    this.options = options;
    this.from = from;
    this.rows = rows;
  }

  List<Column> columns(List<Loaded.Raw> raw, List<Typing.Result> typed) {
    int[] numeric =
        IntStream.range(0, raw.size())
            .filter(i -> typed.get(i).stored() == Column.Stored.NUMBER)
            .toArray();
    int[] textual =
        IntStream.range(0, raw.size())
            .filter(i -> typed.get(i).stored() == Column.Stored.TEXT)
            .toArray();
    Column[] columns = new Column[raw.size()];
    List<Numbers> numbers = numbers(numeric);
    double[] medians = medians(numeric);
    for (int k = 0; k < numeric.length; k++) {
      int i = numeric[k];
      columns[i] = number(i, raw.get(i).name(), numbers.get(k), medians[k], typed.get(i).format());
    }
    List<Texts> texts = texts(textual);
    for (int k = 0; k < textual.length; k++) {
      columns[textual[k]] = text(textual[k], raw.get(textual[k]).name(), texts.get(k));
    }
    return List.of(columns);
  }

  private List<Numbers> numbers(int[] columns) {
    if (columns.length == 0) {
      return List.of();
    }
    String counts =
        IntStream.of(columns)
            .mapToObj(i ->
                ("count(%1$s), min(%1$s), max(%1$s), count_if(%1$s <> trunc(%1$s)),"
                        + " count_if(%1$s <> 0 AND %1$s <> 1), approx_count_distinct(%1$s)")
                    .formatted(Loaded.inside(i)))
            .collect(Collectors.joining(", "));
    return duck.query(
            "SELECT " + counts + " FROM " + from,
            r -> {
              List<Numbers> list = new ArrayList<>();
              for (int k = 0; k < columns.length; k++) {
                int c = 6 * k;
                list.add(
                    new Numbers(
                        r.getLong(c + 1),
                        r.getDouble(c + 2),
                        r.getDouble(c + 3),
                        r.getLong(c + 4) == 0,
                        r.getLong(c + 5) == 0,
                        r.getLong(c + 6)));
              }
              return list;
            })
        .getFirst();
  }

  private double[] medians(int[] columns) {
    double[] medians = new double[columns.length];
    if (columns.length == 0) {
      return medians;
    }
    String list =
        IntStream.of(columns)
            .mapToObj(i -> "quantile_disc(" + Loaded.inside(i) + ", 0.5)")
            .collect(Collectors.joining(", "));
    long step = Math.max(1, rows / MEDIAN_SAMPLE);
    return duck.query(
            "SELECT %s FROM %s%s rowid %% %d = 0"
                .formatted(list, from, from.contains("WHERE") ? " AND" : " WHERE", step),
            r -> {
              for (int k = 0; k < medians.length; k++) {
                double value = r.getDouble(k + 1);
                medians[k] = r.wasNull() ? Double.NaN : value;
              }
              return medians;
            })
        .getFirst();
  }

  private List<Texts> texts(int[] columns) {
    if (columns.length == 0) {
      return List.of();
    }
    String counts =
        IntStream.of(columns)
            .mapToObj(i ->
                ("count(%1$s), approx_count_distinct(%1$s), sum(length(%1$s)),"
                        + " sum(length(%1$s) - length(replace(%1$s, ' ', '')) + 1)")
                    .formatted(Loaded.inside(i)))
            .collect(Collectors.joining(", "));
    return duck.query(
            "SELECT " + counts + " FROM " + from,
            r -> {
              List<Texts> list = new ArrayList<>();
              for (int k = 0; k < columns.length; k++) {
                int c = 4 * k;
                long count = r.getLong(c + 1);
                double n = Math.max(1, count);
                list.add(
                    new Texts(
                        count, r.getLong(c + 2), r.getDouble(c + 3) / n, r.getDouble(c + 4) / n));
              }
              return list;
            })
        .getFirst();
  }

  private Column number(int i, String name, Numbers n, double median, Optional<DateFormat> format) {
    long distinct = distinct(i, n.count(), n.about(), n.integral() && format.isEmpty());
    boolean none = n.count() == 0;
    Column.Profile profile =
        new Column.Profile(
            rows,
            rows - n.count(),
            distinct,
            none ? Double.NaN : n.min(),
            median,
            none ? Double.NaN : n.max(),
            n.integral(),
            distinct <= EXACT_UP_TO && format.isEmpty() ? examples(i) : List.of(),
            "");
    ColumnType found = format.isPresent() ? ColumnType.DATE_TIME : ColumnType.NUMERIC;
    String note = "";
    if (none || (n.min() == n.max() && n.count() == rows)) {
      found = ColumnType.CONSTANT;
      note = none ? "no value at all" : "the same value everywhere";
    } else if (format.isEmpty() && n.zeroOne() && n.min() == 0 && n.max() == 1) {
      found = ColumnType.BOOLEAN;
    } else if (format.isEmpty() && n.integral() && isIdentifier(name, n, distinct)) {
      found = ColumnType.IDENTIFIER;
      note = "another whole number in every row";
    }
    ColumnType type = Declared.of(name, options).orElse(found);
    String id = format.map(DateFormat::id).orElse("");
    return new Column(name, type, Column.Stored.NUMBER, id, profile.withNote(note));
  }

  private static boolean isIdentifier(String name, Numbers n, long distinct) {
    boolean dense = n.max() - n.min() + 1 <= 2.0 * n.count();
    return distinct == n.count()
        && n.count() >= FEWEST_FOR_IDENTIFIER
        && (dense || IDENTIFIER_NAME.matcher(name).matches());
  }

  private Column text(int i, String name, Texts t) {
    long distinct = distinct(i, t.count(), t.about(), true);
    Column.Profile profile =
        new Column.Profile(
            rows,
            rows - t.count(),
            distinct,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            false,
            examples(i),
            "");
    boolean many = distinct > Math.max(FEWEST_FOR_IDENTIFIER, t.count() / 2);
    ColumnType found = ColumnType.CATEGORICAL;
    String note = "";
    if (t.count() == 0 || (distinct == 1 && t.count() == rows)) {
      found = ColumnType.CONSTANT;
      note = t.count() == 0 ? "no value at all" : "the same value everywhere";
    } else if (distinct == 2 && isYesAndNo(profile.examples())) {
      found = ColumnType.BOOLEAN;
    } else if (many && (t.words() >= 4 || t.length() >= 40)) {
      found = ColumnType.TEXT;
    } else if (many) {
      found = ColumnType.IDENTIFIER;
      note = "another text in " + (distinct == t.count() ? "every row" : "most rows");
    }
    ColumnType type = Declared.of(name, options).orElse(found);
    return new Column(name, type, Column.Stored.TEXT, "", profile.withNote(note));
  }

  private static boolean isYesAndNo(List<String> values) {
    Set<String> lower = new HashSet<>();
    values.forEach(v -> lower.add(v.toLowerCase(Locale.ROOT)));
    return YES_AND_NO.contains(lower);
  }

  /** The estimate, or the count where it decides something. */
  private long distinct(int i, long count, long about, boolean identifier) {
    boolean near = identifier && about > 0.4 * count;
    if (about > 1.2 * EXACT_UP_TO && !near) {
      return Math.min(about, count);
    }
    return duck.number("SELECT count(DISTINCT " + Loaded.inside(i) + ") FROM " + from);
  }

  private List<String> examples(int i) {
    String c = Loaded.inside(i);
    String where = from.contains("WHERE") ? " AND " : " WHERE ";
    return duck
        .query(
            "SELECT %1$s FROM %2$s%3$s%1$s IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 5"
                .formatted(c, from, where),
            r -> r.getObject(1))
        .stream()
        .map(Values::text)
        .toList();
  }
}
