package dev.hourglass.cli;

import dev.hourglass.data.DataException;
import dev.hourglass.data.table.EncodingTally;
import dev.hourglass.data.table.RowStream;
import dev.hourglass.data.table.TableWriter;
import dev.hourglass.tasks.anomaly.TableDetector;
import dev.hourglass.tasks.anomaly.Verdict;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code detect -}: rows from standard input, each answered at once.
 *
 * @param missing what stands for a missing value; null for what did in training
 * @param skip whether a bad row is told of and left out, rather than the end
 * @param most how many columns to name for each row
 * @param json whether rows and answers are JSON lines, else CSV
 */
record StreamDetection(
    TableDetector detector,
    @Nullable List<String> missing,
    boolean skip,
    int most,
    boolean json,
    Output output) {
  private static final String NAME = "standard input";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  void run(InputStream in, PrintWriter out) {
    List<String> texts = missing == null ? detector.missing() : missing;
    RowStream rows =
        json
            ? RowStream.jsonLines(in, NAME, detector.encoding(), texts)
            : RowStream.csv(in, NAME, detector.encoding(), texts);
    if (!json) {
      out.println(
          Detection.COLUMNS.stream()
              .map(TableWriter.Output::name)
              .collect(Collectors.joining(",")));
      out.flush();
    }
    EncodingTally tally = new EncodingTally();
    for (List<RowStream.Arrival> next = rows.next(); !next.isEmpty(); next = rows.next()) {
      for (RowStream.Arrival arrival : next) {
        answer(arrival, tally, out);
      }
      out.flush();
      if (out.checkError()) {
        return; // nobody reads the answers any more
      }
    }
  }

  private void answer(RowStream.Arrival arrival, EncodingTally tally, PrintWriter out) {
    switch (arrival) {
      case RowStream.Arrival.Rows(var batch) -> {
        for (Verdict v : detector.judge(batch, most, tally)) {
          out.println(json ? JSON.writeValueAsString(Detection.json(v)) : csv(v));
        }
      }
      case RowStream.Arrival.Refused(DataException reason) -> {
        out.flush();
        if (!skip) {
          throw reason;
        }
        output.say("skipped: " + reason.getMessage());
      }
    }
  }

  private static String csv(Verdict v) {
    return Stream.of(Detection.values(v))
        .map(value -> value instanceof String text ? quoted(text) : value.toString())
        .collect(Collectors.joining(","));
  }

  private static String quoted(String text) {
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
