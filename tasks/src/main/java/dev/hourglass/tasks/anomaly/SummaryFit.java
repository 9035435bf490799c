package dev.hourglass.tasks.anomaly;

import dev.hourglass.data.table.Column;
import dev.hourglass.data.table.ColumnBatch;
import dev.hourglass.data.table.ColumnBatch.Cells;
import dev.hourglass.data.table.ColumnBatch.Numbers;
import dev.hourglass.data.table.ColumnBatches;
import dev.hourglass.data.table.ColumnType;
import dev.hourglass.data.table.TableEncoding;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.tasks.metrics.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Makes a {@link ColumnSummary} of each column that is an input, from training rows. */
final class SummaryFit {
  private static final int BATCH = 1 << 12;

  /** More rows would not change shares by anything that matters. */
  private static final int MOST_ROWS = 50_000;

  private static final int TENTHS = 10;
  private static final int MOST_VALUES = 20;

  private final Column column;
  private final DoubleStream.Builder numbers = DoubleStream.builder();
  private final Map<String, Long> texts = new HashMap<>();
  private long missing;

  private SummaryFit(Column column) {
    this.column = column;
  }

  /**
   * Reads rows in one pass.
   *
   * @param places of training rows in the table, in random order; the first 50,000 are looked at
   */
  static List<ColumnSummary> of(TableSource source, TableEncoding encoding, int[] places) {
    BitSet chosen = new BitSet();
    Arrays.stream(places).limit(MOST_ROWS).forEach(chosen::set);
    List<SummaryFit> fits = encoding.schema().columns().stream().map(SummaryFit::new).toList();
    try (ColumnBatches batches = encoding.open(source, BATCH)) {
      while (batches.next()) {
        ColumnBatch batch = batches.batch();
        int first = Math.toIntExact(batch.first());
        int[] rows = IntStream.range(0, batch.rows()).filter(i -> chosen.get(first + i)).toArray();
        for (int c = 0; c < fits.size(); c++) {
          fits.get(c).add(batch.columns().get(c), rows);
        }
      }
    }
    return fits.stream().map(SummaryFit::summary).toList();
  }

  /** Whether the values of a column are sorted by size, rather than told apart. */
  static boolean inRanges(Column column) {
    return column.stored() == Column.Stored.NUMBER
        && (column.type() == ColumnType.NUMERIC || column.type() == ColumnType.DATE_TIME);
  }

  private void add(Cells cells, int[] rows) {
    for (int row : rows) {
      if (cells.isMissing(row)) {
        missing++;
      } else if (inRanges(column) && cells instanceof Numbers(double[] values)) {
        numbers.add(values[row]);
      } else if (column.type() == ColumnType.TEXT) {
        texts.merge("", 1L, (a, b) -> Objects.requireNonNull(a) + b); // none is like another
      } else {
        texts.merge(cells.text(row), 1L, (a, b) -> Objects.requireNonNull(a) + b);
      }
    }
  }

  private ColumnSummary summary() {
    return inRanges(column)
        ? numbers(
            column.name(),
            column.type() == ColumnType.DATE_TIME,
            numbers.build().sorted().toArray(),
            missing)
        : texts();
  }

  /**
   * The summary of numbers, with bins between the nine deciles.
   *
   * @param rising numbers, none of them missing
   */
  static ColumnSummary numbers(String name, boolean dates, double[] rising, long missing) {
    List<Double> edges =
        IntStream.range(1, rising.length == 0 ? 0 : TENTHS)
            .mapToDouble(i -> Quantiles.ofSorted(rising, (double) i / TENTHS))
            .filter(Double::isFinite)
            .map(v -> v == 0 ? 0.0 : v) // -0 is 0
            .distinct()
            .boxed()
            .toList();
    Bins.Ranges bins = new Bins.Ranges(edges.isEmpty() ? List.of(0.0) : edges, dates);
    long[] counts = new long[bins.count() + 1];
    Arrays.stream(rising).forEach(v -> counts[bins.of(v)]++);
    counts[bins.count()] = missing;
    return new ColumnSummary(name, bins, Arrays.stream(counts).boxed().toList());
  }

  /** The most frequent values have a bin each; of values as frequent the first by name. */
  private ColumnSummary texts() {
    List<String> values =
        column.type() == ColumnType.TEXT
            ? List.of()
            : texts.entrySet().stream()
                .sorted(
                    Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_VALUES)
                .map(Map.Entry::getKey)
                .toList();
    List<Long> counts = new ArrayList<>();
    values.forEach(v -> counts.add(texts.getOrDefault(v, 0L)));
    long all = texts.values().stream().mapToLong(Long::longValue).sum();
    counts.add(all - counts.stream().mapToLong(Long::longValue).sum());
    counts.add(missing);
    return new ColumnSummary(column.name(), new Bins.Values(values), counts);
  }
}
