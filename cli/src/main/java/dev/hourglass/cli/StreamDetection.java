package dev.hourglass.cli;

import dev.hourglass.data.DataException;
import dev.hourglass.data.table.ColumnBatch;
import dev.hourglass.data.table.EncodingTally;
import dev.hourglass.data.table.RowStream;
import dev.hourglass.tasks.anomaly.DriftTally;
import dev.hourglass.tasks.anomaly.TableDetector;
import dev.hourglass.tasks.anomaly.Verdict;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;

/** {@code detect -} of a table: rows from standard input, each answered at once. */
record StreamDetection(TableDetector detector, StreamFlags flags, Output output) {

  void run(InputStream in, PrintWriter out) {
    List<String> texts = flags.missing(detector.missing());
    RowStream rows =
        flags.json()
            ? RowStream.jsonLines(in, StreamFlags.NAME, detector.encoding(), texts)
            : RowStream.csv(in, StreamFlags.NAME, detector.encoding(), texts);
    AnswerLines lines = new AnswerLines(Detection.COLUMNS, flags.json(), out);
    lines.head();
    EncodingTally tally = new EncodingTally();
    StreamDrift drift = new StreamDrift(() -> DriftTally.of(detector), flags.driftEvery(), output);
    for (List<RowStream.Arrival> next = rows.next(); !next.isEmpty(); next = rows.next()) {
      for (RowStream.Arrival arrival : next) {
        switch (arrival) {
          case RowStream.Arrival.Rows(var batch) -> answer(batch, tally, drift, lines);
          case RowStream.Arrival.Refused(DataException reason) -> {
            out.flush();
            flags.refuse(reason, output);
          }
        }
      }
      out.flush();
      if (out.checkError()) {
        return; // nobody reads the answers any more
      }
    }
    drift.end();
  }

  private void answer(
      ColumnBatch batch, EncodingTally tally, StreamDrift drift, AnswerLines lines) {
    List<Verdict> verdicts = detector.judge(batch, flags.most(), tally);
    double[] scores = new double[verdicts.size()];
    for (int i = 0; i < scores.length; i++) {
      Verdict v = verdicts.get(i);
      scores[i] = v.score();
      lines.line(Arrays.asList(Detection.values(v)));
    }
    drift.add(batch.columns(), scores);
  }
}
