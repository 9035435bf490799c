package dev.hourglass.cli;

import dev.hourglass.data.table.ColumnBatches;
import dev.hourglass.data.table.EncodingTally;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.data.table.TableWriter;
import dev.hourglass.data.table.TableWriter.Kind;
import dev.hourglass.tasks.anomaly.TableDetector;
import dev.hourglass.tasks.anomaly.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * {@code detect} of a table: all rows scored into a file.
 *
 * @param most how many columns to name for each row
 */
record Detection(
    TableDetector detector, String data, ReadingFlags reading, int most, Output output) {
  private static final int BATCH = 1 << 11;
  private static final int STRANGEST = 5;

  /** The columns of the file. */
  static final List<TableWriter.Output> COLUMNS =
      List.of(
          new TableWriter.Output("row", Kind.WHOLE),
          new TableWriter.Output("score", Kind.NUMBER),
          new TableWriter.Output("p_value", Kind.NUMBER),
          new TableWriter.Output("anomaly", Kind.WHOLE),
          new TableWriter.Output("because", Kind.TEXT));

  /** What is counted on the way. */
  private static final class Count {
    private final PriorityQueue<Verdict> strangest =
        new PriorityQueue<>(Comparator.comparingDouble(Verdict::score));
    private final EncodingTally tally = new EncodingTally();
    private long anomalies;

    void add(Verdict verdict) {
      anomalies += verdict.anomaly() ? 1 : 0;
      strangest.add(verdict);
      if (strangest.size() > STRANGEST) {
        strangest.poll();
      }
    }

    List<Verdict> falling() {
      List<Verdict> list = new ArrayList<>(strangest);
      list.sort(Comparator.comparingDouble(Verdict::score).reversed());
      return list;
    }
  }

  void writeTo(Path out) {
    try (TableSource source =
        TableSource.open(data, detector.reading(reading.tableOptions(data)))) {
      source.notes().forEach(output::say);
      Count count = new Count();
      TableWriter.write(out, COLUMNS, sink -> score(source, count, sink));
      count
          .tally
          .unseen()
          .forEach((column, n) ->
              output.say(
                  "column \"%s\": %,d values that training did not see".formatted(column, n)));
      answer(out, source, count);
    }
  }

  private void score(TableSource source, Count count, TableWriter.Sink sink) {
    try (ColumnBatches batches = detector.encoding().open(source, BATCH)) {
      while (batches.next()) {
        for (Verdict v : detector.judge(batches.batch(), most, count.tally)) {
          count.add(v);
          sink.row(values(v));
        }
      }
    }
  }

  /** In the order of {@link #COLUMNS}. */
  static Object[] values(Verdict v) {
    return new Object[] {v.row(), v.score(), v.pValue(), v.anomaly() ? 1L : 0L, v.because()};
  }

  private void answer(Path out, TableSource source, Count count) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("out", out.toString());
    json.put("rows", source.rows());
    json.put("skipped_rows", source.badRows().size());
    json.put("anomalies", count.anomalies);
    json.put("threshold", detector.detector().threshold());
    json.put("unseen_values", count.tally.unseen());
    json.put("strangest", count.falling().stream().map(Detection::json).toList());
    output.result(json, text(out, source, count));
  }

  static Map<String, Object> json(Verdict v) {
    Map<String, Object> json = new LinkedHashMap<>();
    Object[] values = values(v);
    for (int i = 0; i < values.length; i++) {
      json.put(COLUMNS.get(i).name(), values[i]);
    }
    return json;
  }

  private static String text(Path out, TableSource source, Count count) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %,d of %,d rows are anomalies; the strangest:"
            .formatted(out, count.anomalies, source.rows()));
    for (Verdict v : count.falling()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "row %d  score %.4g  p %.4g  %s",
              v.row(),
              v.score(),
              v.pValue(),
              v.because()));
    }
    return String.join(System.lineSeparator(), lines);
  }
}
