package dev.hourglass.cli;

import dev.hourglass.data.table.ColumnBatch;
import dev.hourglass.data.table.ColumnBatch.Cells;
import dev.hourglass.tasks.anomaly.DriftTally;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The drift of rows that are answered one by one, told on standard error after each so many of them
 * and at the end. Memory does not grow with the rows.
 */
final class StreamDrift {
  private final Supplier<DriftTally> start;
  private final long every;
  private final Output output;
  private DriftTally tally;
  private long told;

  /**
   * Without rows.
   *
   * @param start gives a tally without rows
   * @param every after how many rows to tell, of these alone; 0: at the end, of all
   */
  StreamDrift(Supplier<DriftTally> start, long every, Output output) {
    this.start = start;
    this.every = every == 0 ? Long.MAX_VALUE : every;
    this.output = output;
    this.tally = start.get();
  }

  /**
   * Counts rows.
   *
   * @param columns of them
   * @param scores of the same rows
   */
  void add(List<Cells> columns, double[] scores) {
    for (int from = 0; from < scores.length; ) {
      int to = (int) Math.min(scores.length, from + (every - tally.rows()));
      if (from == 0 && to == scores.length) {
        tally.add(columns, scores);
      } else {
        int first = from;
        List<Cells> some = columns.stream().map(c -> part(c, first, to)).toList();
        tally.add(some, Arrays.copyOfRange(scores, from, to));
      }
      from = to;
      if (tally.rows() == every) {
        end();
      }
    }
  }

  private static Cells part(Cells cells, int from, int to) {
    return switch (cells) {
      case ColumnBatch.Numbers(double[] values) ->
          new ColumnBatch.Numbers(Arrays.copyOfRange(values, from, to));
      case ColumnBatch.Texts texts ->
          new ColumnBatch.Texts(Arrays.copyOfRange(texts.values(), from, to));
    };
  }

  /** Tells of the rows since it last did. */
  void end() {
    long rows = tally.rows();
    String which =
        every == Long.MAX_VALUE ? "" : "answers %,d to %,d: ".formatted(told + 1, told + rows);
    new DriftAnswer(tally).warnings(which).forEach(output::say);
    told += rows;
    tally = start.get();
  }
}
