package dev.hourglass.data.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Decides what the columns of {@code t} are, from what is counted in them. */
final class Profiler {
  private static final int FEWEST_FOR_IDENTIFIER = 20;
  private static final double WORDS_OF_TEXT = 4;
  private static final double LENGTH_OF_TEXT = 40;
  private static final Pattern IDENTIFIER_NAME =
      Pattern.compile(
          "(?i:(.*[_ ])?(id|uuid|guid|key|number|no|nr|code|index|row))|.*(Id|ID|Number|No|Key)");
  private static final List<Set<String>> YES_AND_NO =
      List.of(
          Set.of("t", "f"),
          Set.of("true", "false"),
          Set.of("yes", "no"),
          Set.of("y", "n"),
          Set.of("on", "off"),
          Set.of("0", "1"));

  private final TableOptions options;
  private final ColumnCounts counts;
  private final long rows;

  Profiler(ColumnCounts counts, TableOptions options, long rows) {
    this.options = options;
    this.counts = counts;
    this.rows = rows;
  }

  List<Column> columns(List<Loaded.Raw> raw, List<Typing.Result> typed) {
    int[] numeric = stored(typed, Column.Stored.NUMBER);
    int[] textual = stored(typed, Column.Stored.TEXT);
    List<ColumnCounts.Numbers> numbers = counts.numbers(numeric);
    List<Double> medians = counts.medians(numeric, rows);
    List<ColumnCounts.Texts> texts = counts.texts(textual);
    Map<Integer, Long> exact =
        counts.distinct(
            IntStream.concat(
                    IntStream.range(0, numeric.length)
                        .filter(k ->
                            decides(
                                raw.get(numeric[k]).name(), numbers.get(k), typed.get(numeric[k])))
                        .map(k -> numeric[k]),
                    IntStream.range(0, textual.length)
                        .filter(k -> decides(texts.get(k)))
                        .map(k -> textual[k]))
                .toArray());
    Column[] columns = new Column[raw.size()];
    for (int k = 0; k < numeric.length; k++) {
      int i = numeric[k];
      ColumnCounts.Numbers n = numbers.get(k);
      long distinct = exact.getOrDefault(i, Math.min(n.about(), n.count()));
      columns[i] = number(raw.get(i).name(), n, medians.get(k), distinct, typed.get(i).format());
    }
    for (int k = 0; k < textual.length; k++) {
      int i = textual[k];
      ColumnCounts.Texts t = texts.get(k);
      long distinct = exact.getOrDefault(i, Math.min(t.about(), t.count()));
      List<String> examples = counts.examples(i, t, textual.length);
      columns[i] = text(raw.get(i).name(), t, distinct, examples);
    }
    return List.of(columns);
  }

  private static int[] stored(List<Typing.Result> typed, Column.Stored stored) {
    return IntStream.range(0, typed.size()).filter(i -> typed.get(i).stored() == stored).toArray();
  }

  /** Whether the exact number of different values may decide what a column is. */
  private static boolean decides(String name, ColumnCounts.Numbers n, Typing.Result typed) {
    return typed.format().isEmpty()
        && n.integral()
        && n.about() > 0.4 * n.count()
        && isIdentifier(name, n, n.count());
  }

  private static boolean decides(ColumnCounts.Texts t) {
    boolean two = t.about() <= 4 && !t.first().equals(t.last()) && isYesAndNo(t);
    return two || (t.about() > 0.4 * t.count() && t.count() > FEWEST_FOR_IDENTIFIER);
  }

  private Column number(
      String name,
      ColumnCounts.Numbers n,
      double median,
      long distinct,
      Optional<DateFormat> format) {
    boolean none = n.count() == 0;
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
    Column.Profile profile =
        new Column.Profile(
            rows,
            rows - n.count(),
            distinct,
            none ? Double.NaN : n.min(),
            median,
            none ? Double.NaN : n.max(),
            n.integral(),
            List.of(),
            note);
    String id = format.map(DateFormat::id).orElse("");
    return new Column(name, type, Column.Stored.NUMBER, id, profile);
  }

  private static boolean isIdentifier(String name, ColumnCounts.Numbers n, long distinct) {
    boolean dense = n.max() - n.min() + 1 <= 2.0 * n.count();
    return distinct == n.count()
        && n.count() >= FEWEST_FOR_IDENTIFIER
        && (dense || IDENTIFIER_NAME.matcher(name).matches());
  }

  private Column text(String name, ColumnCounts.Texts t, long distinct, List<String> examples) {
    boolean many = distinct > Math.max(FEWEST_FOR_IDENTIFIER, t.count() / 2);
    ColumnType found = ColumnType.CATEGORICAL;
    String note = "";
    if (t.count() == 0 || (t.first().equals(t.last()) && t.count() == rows)) {
      found = ColumnType.CONSTANT;
      note = t.count() == 0 ? "no value at all" : "the same value everywhere";
    } else if (distinct == 2 && isYesAndNo(t)) {
      found = ColumnType.BOOLEAN;
    } else if (many && (t.words() >= WORDS_OF_TEXT || t.length() >= LENGTH_OF_TEXT)) {
      found = ColumnType.TEXT;
    } else if (many) {
      found = ColumnType.IDENTIFIER;
      note = "another text in " + (distinct == t.count() ? "every row" : "most rows");
    }
    ColumnType type = Declared.of(name, options).orElse(found);
    Column.Profile profile =
        new Column.Profile(
            rows,
            rows - t.count(),
            distinct,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            false,
            examples,
            note);
    return new Column(name, type, Column.Stored.TEXT, "", profile);
  }

  private static boolean isYesAndNo(ColumnCounts.Texts t) {
    String first = t.first().toLowerCase(Locale.ROOT);
    String last = t.last().toLowerCase(Locale.ROOT);
    return !first.equals(last) && YES_AND_NO.contains(Set.of(first, last));
  }
}
