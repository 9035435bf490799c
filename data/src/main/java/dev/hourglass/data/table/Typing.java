package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives the columns of {@code t} their storage: text that is numbers or dates becomes DOUBLE, and
 * values that will not, or are infinite, are found.
 */
final class Typing {
  private static final int SAMPLE = 5000;
  private static final int ONE_BAD_IN = 10;

  private final Duck duck;
  private final Loaded loaded;
  private final TableOptions options;
  private final List<Result> results = new ArrayList<>();
  private final List<BadCell> bad = new ArrayList<>();

  private Typing(Duck duck, Loaded loaded, TableOptions options) {
    this.duck = duck;
    this.loaded = loaded;
    this.options = options;
  }

  /**
   * What a column is stored as now.
   *
   * @param format how its dates are written; empty when it holds none
   */
  record Result(Column.Stored stored, Optional<DateFormat> format) {}

  /** A value that is not what its column holds; {@code row} counts the rows of t from 0. */
  record BadCell(long row, int column, String value, Optional<DateFormat> format) {}

  record Typed(List<Result> columns, List<BadCell> bad) {}

  static Typed run(Duck duck, Loaded loaded, TableOptions options) {
    Typing typing = new Typing(duck, loaded, options);
    for (int i = 0; i < loaded.columns().size(); i++) {
      typing.results.add(typing.column(i, loaded.columns().get(i)));
    }
    typing.findInfinite();
    return new Typed(typing.results, typing.bad);
  }

  private Result column(int i, Loaded.Raw raw) {
    Optional<ColumnType> declared = Declared.of(raw.name(), options);
    if (declared.isPresent()) {
      return declared(i, raw, declared.get());
    }
    if (raw.number()) {
      return raw.date() ? dates(DateFormat.ALL.getFirst()) : numbers();
    }
    if (isNumeric(i)) {
      toNumbers(i);
      return numbers();
    }
    Optional<DateFormat> format = dateFormat(i, false);
    format.ifPresent(f -> toDates(i, f));
    return format.map(Typing::dates).orElseGet(Typing::texts);
  }

  private Result declared(int i, Loaded.Raw raw, ColumnType type) {
    if (type == ColumnType.DATE_TIME) {
      if (!raw.number()) {
        DateFormat format = expectedFormat(raw.name()).orElseGet(() -> declaredFormat(i, raw));
        toDates(i, format);
        return dates(format);
      }
      return dates(DateFormat.ofId(raw.date() ? "year-month-day" : "unix seconds"));
    }
    boolean number = Declared.storedAsNumber(type, raw.name(), options);
    if (number && !raw.number()) {
      toNumbers(i);
    } else if (!number && raw.number()) {
      toTexts(i);
    }
    return number ? numbers() : texts();
  }

  private Optional<DateFormat> expectedFormat(String name) {
    return options.types().containsKey(name)
        ? Optional.empty()
        : options.expected().flatMap(s -> s.find(name)).map(c -> DateFormat.ofId(c.format()));
  }

  private DateFormat declaredFormat(int i, Loaded.Raw raw) {
    return dateFormat(i, true)
        .orElseThrow(() ->
            new DataException(
                loaded.file(),
                "column " + DataException.quote(raw.name()),
                "values such as " + DataException.quote(example(i)),
                "dates as "
                    + DateFormat.ALL.stream().map(DateFormat::id).collect(Collectors.joining(", ")),
                "rewrite the dates, or declare the column (--categorical " + raw.name() + ")"));
  }

  private String example(int i) {
    String c = Loaded.inside(i);
    return duck
        .query("SELECT " + c + " FROM t WHERE " + c + " IS NOT NULL LIMIT 1", r -> r.getString(1))
        .stream()
        .findFirst()
        .orElse("");
  }

  private static Result numbers() {
    return new Result(Column.Stored.NUMBER, Optional.empty());
  }

  private static Result dates(DateFormat format) {
    return new Result(Column.Stored.NUMBER, Optional.of(format));
  }

  private static Result texts() {
    return new Result(Column.Stored.TEXT, Optional.empty());
  }

  private boolean isNumeric(int i) {
    long[] counts = sampleCounts(i, List.of("try_cast(c AS DOUBLE)"));
    return counts[0] > 0 && (counts[0] - counts[1]) * ONE_BAD_IN <= counts[0];
  }

  private Optional<DateFormat> dateFormat(int i, boolean declared) {
    List<DateFormat> formats =
        declared ? DateFormat.ALL : DateFormat.ALL.subList(0, DateFormat.ALL.size() - 1);
    long[] counts = sampleCounts(i, formats.stream().map(f -> f.seconds("c")).toList());
    int best = 0;
    for (int f = 1; f < formats.size(); f++) {
      best = counts[f + 1] > counts[best + 1] ? f : best;
    }
    boolean fits = counts[best + 1] > 0 && (counts[0] - counts[best + 1]) * ONE_BAD_IN <= counts[0];
    return fits ? Optional.of(formats.get(best)) : Optional.empty();
  }

  /** How many values the start of a column has, and for how many each expression has a value. */
  private long[] sampleCounts(int i, List<String> expressions) {
    String counts =
        expressions.stream().map(e -> "count(" + e + ")").collect(Collectors.joining(", "));
    String column = Loaded.inside(i);
    String sql =
        "SELECT count(*), %s FROM (SELECT %s AS c FROM t WHERE %s IS NOT NULL LIMIT %d)"
            .formatted(counts, column, column, SAMPLE);
    return duck.query(
            sql,
            r -> {
              long[] values = new long[expressions.size() + 1];
              for (int k = 0; k < values.length; k++) {
                values[k] = r.getLong(k + 1);
              }
              return values;
            })
        .getFirst();
  }

  private void toNumbers(int i) {
    convert(i, "nullif(try_cast(%s AS DOUBLE), 'nan'::DOUBLE)".formatted(Loaded.inside(i)), null);
  }

  private void toDates(int i, DateFormat format) {
    convert(i, format.seconds(Loaded.inside(i)), format);
  }

  private void convert(int i, String expression, @Nullable DateFormat f) {
    String c = Loaded.inside(i);
    String isBad =
        f == null ? "try_cast(%s AS DOUBLE) IS NULL".formatted(c) : "(" + expression + ") IS NULL";
    bad.addAll(
        duck.query(
            "SELECT rowid, %1$s FROM t WHERE %1$s IS NOT NULL AND %2$s".formatted(c, isBad),
            r -> new BadCell(r.getLong(1), i, r.getString(2), Optional.ofNullable(f))));
    duck.execute("ALTER TABLE t ALTER %s TYPE DOUBLE USING %s".formatted(c, expression));
  }

  private void toTexts(int i) {
    duck.execute(
        """
        ALTER TABLE t ALTER %1$s TYPE VARCHAR USING
          CASE WHEN %1$s = trunc(%1$s) AND abs(%1$s) < 1e15
            THEN CAST(CAST(%1$s AS BIGINT) AS VARCHAR) ELSE CAST(%1$s AS VARCHAR) END\
        """
            .formatted(Loaded.inside(i)));
  }

  private void findInfinite() {
    int[] numbers =
        IntStream.range(0, results.size())
            .filter(i -> results.get(i).stored() == Column.Stored.NUMBER)
            .toArray();
    if (numbers.length == 0) {
      return;
    }
    String counts =
        Arrays.stream(numbers)
            .mapToObj(i -> "count_if(isinf(" + Loaded.inside(i) + "))")
            .collect(Collectors.joining(", "));
    List<Integer> infinite =
        duck.query(
                "SELECT " + counts + " FROM t",
                r -> {
                  List<Integer> list = new ArrayList<>();
                  for (int k = 0; k < numbers.length; k++) {
                    if (r.getLong(k + 1) > 0) {
                      list.add(numbers[k]);
                    }
                  }
                  return list;
                })
            .getFirst();
    for (int i : infinite) {
      String c = Loaded.inside(i);
      bad.addAll(
          duck.query(
              "SELECT rowid, %1$s FROM t WHERE isinf(%1$s)".formatted(c),
              r ->
                  new BadCell(
                      r.getLong(1), i, r.getDouble(2) > 0 ? "inf" : "-inf", Optional.empty())));
    }
  }
}
