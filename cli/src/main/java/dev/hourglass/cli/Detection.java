package dev.hourglass.cli;

import dev.hourglass.cli.report.TableFindings;
import dev.hourglass.cli.report.TableReport;
import dev.hourglass.data.table.ColumnBatches;
import dev.hourglass.data.table.EncodingTally;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.data.table.TableWriter;
import dev.hourglass.data.table.TableWriter.Kind;
import dev.hourglass.tasks.anomaly.TableDetector;
import dev.hourglass.tasks.anomaly.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code detect} of a table: all rows scored into a file.
 *
 * @param most how many columns to name for each row
 * @param report where a page about it goes
 */
record Detection(
    TableDetector detector,
    String data,
    ReadingFlags reading,
    int most,
    Optional<ReportTo> report,
    Output output) {
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

  void writeTo(Path out) {
    try (TableSource source =
        TableSource.open(data, detector.reading(reading.tableOptions(data)))) {
      source.notes().forEach(output::say);
      TableFindings findings = new TableFindings(detector);
      EncodingTally tally = new EncodingTally();
      TableWriter.write(out, COLUMNS, sink -> score(source, findings, tally, sink));
      tally
          .unseen()
          .forEach((column, n) ->
              output.say(
                  "column \"%s\": %,d values that training did not see".formatted(column, n)));
      DriftAnswer drift = new DriftAnswer(findings.drift());
      drift.warnings().forEach(output::say);
      report.ifPresent(r ->
          new TableReport(source.name(), detector, findings, Optional.empty(), r.command())
              .write(r.file()));
      answer(out, source, findings, tally, drift);
    }
  }

  private void score(
      TableSource source, TableFindings findings, EncodingTally tally, TableWriter.Sink sink) {
    try (ColumnBatches batches = detector.encoding().open(source, BATCH)) {
      batches.forEach(batch -> {
        List<Verdict> verdicts = detector.judge(batch, most, tally);
        findings.add(batch, verdicts);
        verdicts.forEach(v -> sink.row(values(v)));
      });
    }
  }

  /** In the order of {@link #COLUMNS}. */
  static Object[] values(Verdict v) {
    return new Object[] {v.row(), v.score(), v.pValue(), v.anomaly() ? 1L : 0L, v.because()};
  }

  private void answer(
      Path out,
      TableSource source,
      TableFindings findings,
      EncodingTally tally,
      DriftAnswer drift) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("out", out.toString());
    json.put("rows", source.rows());
    json.put("skipped_rows", source.badRows().size());
    json.put("anomalies", findings.anomalies());
    json.put("threshold", detector.detector().threshold());
    json.put("unseen_values", tally.unseen());
    json.putAll(drift.json());
    report.ifPresent(r -> json.put("report", r.file().toString()));
    json.put("strangest", strangest(findings).map(Detection::json).toList());
    output.result(json, text(out, source, findings));
  }

  private static Stream<Verdict> strangest(TableFindings findings) {
    return findings.strangest().stream().limit(STRANGEST);
  }

  static Map<String, Object> json(Verdict v) {
    return AnswerLines.object(COLUMNS, Arrays.asList(values(v)));
  }

  private String text(Path out, TableSource source, TableFindings findings) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %,d of %,d rows are anomalies; the strangest:"
            .formatted(out, findings.anomalies(), source.rows()));
    strangest(findings)
        .map(v ->
            String.format(
                Locale.ROOT,
                "row %d  score %.4g  p %.4g  %s",
                v.row(),
                v.score(),
                v.pValue(),
                v.because()))
        .forEach(lines::add);
    report.ifPresent(r -> lines.add("Open " + r.file()));
    return String.join(System.lineSeparator(), lines);
  }
}
