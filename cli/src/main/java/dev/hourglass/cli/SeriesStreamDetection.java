package dev.hourglass.cli;

import dev.hourglass.data.DataException;
import dev.hourglass.data.table.ColumnBatch;
import dev.hourglass.data.table.ColumnBatch.Cells;
import dev.hourglass.data.table.RowStream;
import dev.hourglass.tasks.series.SeriesColumns;
import dev.hourglass.tasks.series.SeriesDetector;
import dev.hourglass.tasks.series.SeriesStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code detect -} of time series: points from standard input, each answered when its windows are
 * complete.
 */
final class SeriesStreamDetection {
  private final SeriesDetector detector;
  private final StreamFlags flags;
  private final Output output;
  private final SeriesAnswer columns;
  private final SeriesStream stream;
  private final StreamDrift drift;
  private boolean warned;

  SeriesStreamDetection(SeriesDetector detector, StreamFlags flags, Output output) {
    this.detector = detector;
    this.flags = flags;
    this.output = output;
    this.columns = new SeriesAnswer(detector);
    this.stream = new SeriesStream(detector, flags.most(), StreamFlags.NAME);
    this.drift = new StreamDrift(detector::tally, flags.driftEvery(), output);
  }

  void run(InputStream in, PrintWriter out) {
    RowStream rows = rows(in);
    AnswerLines lines = new AnswerLines(columns.columns(), flags.json(), out);
    lines.head();
    for (List<RowStream.Arrival> next = rows.next(); !next.isEmpty(); next = rows.next()) {
      for (RowStream.Arrival arrival : next) {
        switch (arrival) {
          case RowStream.Arrival.Rows(var batch) -> take(batch, lines);
          case RowStream.Arrival.Refused(DataException reason) -> refuse(reason, lines);
        }
      }
      answer(stream.ready(), lines);
      if (out.checkError()) {
        return; // nobody reads the answers any more
      }
    }
    answer(stream.end(), lines);
    drift.end();
  }

  private RowStream rows(InputStream in) {
    SeriesColumns read = detector.columns();
    List<String> texts = flags.missing(read.missing());
    return flags.json()
        ? RowStream.jsonLines(in, StreamFlags.NAME, read.schema(), read.values(), texts)
        : RowStream.csv(in, StreamFlags.NAME, read.schema(), texts);
  }

  private void take(ColumnBatch batch, AnswerLines lines) {
    for (int row = 0; row < batch.rows(); row++) {
      try {
        stream.take(batch, row);
      } catch (DataException reason) {
        refuse(reason, lines);
      }
    }
  }

  /** Answers what came before first. */
  private void refuse(DataException reason, AnswerLines lines) {
    answer(stream.ready(), lines);
    flags.refuse(reason, output);
  }

  private void answer(List<SeriesStream.Answer> answers, AnswerLines lines) {
    double[] scores = new double[answers.size()];
    for (int i = 0; i < scores.length; i++) {
      SeriesStream.Answer answer = answers.get(i);
      lines.line(columns.values(answer.verdict()));
      scores[i] = answer.verdict().score();
      warnOfOtherSteps(answer.step());
    }
    lines.out().flush();
    List<Cells> cells =
        IntStream.range(0, detector.columns().values().size())
            .mapToObj(c -> answers.stream().mapToDouble(a -> a.values()[c]).toArray())
            .<Cells>map(ColumnBatch.Numbers::new)
            .toList();
    drift.add(cells, scores);
    stream.unanswered().forEach(reason -> flags.refuse(reason, output));
  }

  private void warnOfOtherSteps(double step) {
    if (!warned) {
      warned = columns.warning(step).map(this::say).isPresent();
    }
  }

  private String say(String line) {
    output.say(line);
    return line;
  }
}
