package dev.hourglass.data.series;

import dev.hourglass.data.DataException;
import dev.hourglass.data.table.Column;
import dev.hourglass.data.table.ColumnBatch;
import dev.hourglass.data.table.ColumnBatches;
import dev.hourglass.data.table.ColumnType;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.engine.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Takes the columns of a table apart into series. */
final class SeriesReading {
  private static final Pattern TIME_NAME =
      Pattern.compile("(?i)(.*[_ ])?(time|timestamp|datetime|date|ts|t|step)");
  private static final int BATCH = 1 << 13;

  private final TableSource source;
  private final SeriesOptions options;
  private final Column time;
  private final List<String> values;
  private final List<String> notes = new ArrayList<>();

  SeriesReading(TableSource source, SeriesOptions options) {
    this.source = source;
    this.options = options;
    this.time = timeColumn();
    this.values = valueColumns();
  }

  private Column timeColumn() {
    List<Column> columns = source.schema().columns();
    if (options.time().isPresent()) {
      String name = options.time().get();
      Column named = source.schema().find(name).orElseThrow(() -> noColumn(name));
      if (named.stored() != Column.Stored.NUMBER) {
        throw refusal(
            "column " + DataException.quote(name),
            "text",
            "times",
            "name another column (--time), or declare this one as dates");
      }
      return named;
    }
    Optional<Column> date =
        columns.stream().filter(c -> c.type() == ColumnType.DATE_TIME).findFirst();
    return date.or(() ->
            columns.stream()
                .filter(c -> c.stored() == Column.Stored.NUMBER)
                .filter(c -> TIME_NAME.matcher(c.name()).matches())
                .findFirst())
        .orElseThrow(() ->
            refusal(
                "",
                "no column of times among " + String.join(", ", source.schema().names()),
                "one of dates, or of numbers with the name of a time",
                "name it (--time COLUMN)"));
  }

  private List<String> valueColumns() {
    if (!options.values().isEmpty()) {
      for (String name : options.values()) {
        Column column = source.schema().find(name).orElseThrow(() -> noColumn(name));
        if (column.stored() != Column.Stored.NUMBER) {
          throw refusal(
              "column " + DataException.quote(name), "text", "numbers", "choose other columns");
        }
      }
      return options.values();
    }
    List<String> found =
        source.schema().columns().stream()
            .filter(c -> c.stored() == Column.Stored.NUMBER && !c.name().equals(time.name()))
            .filter(c -> c.type() != ColumnType.DATE_TIME && c.type() != ColumnType.CONSTANT)
            .map(Column::name)
            .filter(n -> !options.keys().contains(n) && !options.without().contains(n))
            .toList();
    if (found.isEmpty()) {
      throw refusal("", "no column of values", "numbers beside the times", "check the columns");
    }
    return found;
  }

  private DataException noColumn(String name) {
    return refusal(
        "",
        "no column " + DataException.quote(name),
        "one of " + String.join(", ", source.schema().names()),
        "check the name");
  }

  private DataException refusal(String place, String found, String expected, String mend) {
    return new DataException(source.name(), place, found, expected, mend);
  }

  SeriesTable read() {
    int rows = Math.toIntExact(source.rows());
    double[] times = new double[rows];
    float[] numbers = new float[Math.multiplyExact(rows, values.size())];
    Map<String, List<Integer>> byKey = new LinkedHashMap<>();
    List<String> columns = new ArrayList<>(List.of(time.name()));
    columns.addAll(values);
    columns.addAll(options.keys());
    int row = 0;
    try (ColumnBatches batches = source.batches(columns, BATCH)) {
      while (batches.next()) {
        ColumnBatch batch = batches.batch();
        for (int i = 0; i < batch.rows(); i++, row++) {
          times[row] = ((ColumnBatch.Numbers) batch.columns().getFirst()).values()[i];
          if (Double.isNaN(times[row])) {
            throw refusal(
                "row " + batch.rowNumbers()[i] + ", column " + DataException.quote(time.name()),
                "no time",
                "the time of the point",
                "remove the row, or name another column (--time)");
          }
          for (int c = 0; c < values.size(); c++) {
            double value = ((ColumnBatch.Numbers) batch.columns().get(1 + c)).values()[i];
            numbers[row * values.size() + c] = (float) value;
          }
          String key = SeriesTable.key(batch.columns(), options.keys().size(), i);
          byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
        }
      }
    }
    List<Series> series = new ArrayList<>();
    byKey.forEach((key, places) -> series.add(series(key, places, times, numbers)));
    return new SeriesTable(
        time.name(), time.type() == ColumnType.DATE_TIME, values, series, rows, notes);
  }

  private Series series(String key, List<Integer> places, double[] times, float[] numbers) {
    int[] rows = places.stream().mapToInt(Integer::intValue).toArray();
    boolean sorted =
        IntStream.range(1, rows.length).allMatch(i -> times[rows[i - 1]] <= times[rows[i]]);
    int[] order = rows;
    if (!sorted) {
      order =
          Arrays.stream(rows)
              .boxed()
              .sorted(Comparator.comparingDouble(r -> times[r]))
              .mapToInt(Integer::intValue)
              .toArray();
      notes.add(named(key) + "not in the order of time: sorted");
    }
    int channels = values.size();
    double[] ordered = Arrays.stream(order).mapToDouble(r -> times[r]).toArray();
    float[] block = new float[order.length * channels];
    for (int t = 0; t < order.length; t++) {
      System.arraycopy(numbers, order[t] * channels, block, t * channels, channels);
    }
    boolean[] missing = new boolean[block.length];
    int count = 0;
    for (int i = 0; i < block.length; i++) {
      missing[i] = Float.isNaN(block[i]);
      count += missing[i] ? 1 : 0;
    }
    for (int c = 0; c < channels && count > 0; c++) {
      fill(key, c, ordered, block);
    }
    Steps steps = Steps.of(ordered);
    if (!steps.isRegular()) {
      notes.add(
          named(key)
              + "%.1f %% of the steps differ from the usual one, %d gaps, %d times that repeat"
                  .formatted(100 * steps.irregular(), steps.gaps(), steps.repeated()));
    }
    return new Series(key, ordered, NDArray.of(block, order.length, channels), missing, order);
  }

  private static String named(String key) {
    return key.isEmpty() ? "the series: " : "series " + DataException.quote(key) + ": ";
  }

  /** Puts missing values on the line between their neighbours, or on the only neighbour. */
  private void fill(String key, int channel, double[] times, float[] block) {
    int channels = values.size();
    int before = -1;
    for (int t = 0; t <= times.length; t++) {
      boolean present = t < times.length && !Float.isNaN(block[t * channels + channel]);
      if (t < times.length && !present) {
        continue;
      }
      if (t == times.length && before < 0) {
        throw refusal(
            "column " + DataException.quote(values.get(channel)),
            "no value" + (key.isEmpty() ? "" : " of series " + DataException.quote(key)),
            "at least one",
            "leave the column or the series out");
      }
      for (int m = before + 1; m < t; m++) {
        block[m * channels + channel] = between(channel, times, block, before, t, m);
      }
      before = t;
    }
  }

  private float between(int channel, double[] times, float[] block, int before, int after, int m) {
    int channels = values.size();
    if (before < 0 || after == times.length) {
      return block[(before < 0 ? after : before) * channels + channel];
    }
    float a = block[before * channels + channel];
    float b = block[after * channels + channel];
    double span = times[after] - times[before];
    double share = span > 0 ? (times[m] - times[before]) / span : 0.5;
    return (float) (a + share * ((double) b - a));
  }
}
