package dev.hourglass.cli;

import dev.hourglass.cli.report.SeriesFindings;
import dev.hourglass.cli.report.SeriesReport;
import dev.hourglass.data.series.SeriesTable;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.data.table.TableWriter;
import dev.hourglass.tasks.series.SeriesDetector;
import dev.hourglass.tasks.series.SeriesVerdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code detect} of time series: all points scored into a file, in the order of the data.
 *
 * @param most how many columns to name for each row
 * @param report where a page about it goes
 */
record SeriesDetection(
    SeriesDetector detector,
    String data,
    ReadingFlags reading,
    int most,
    Optional<ReportTo> report,
    Output output) {
  private static final int STRANGEST = 5;

  void writeTo(Path out) {
    try (TableSource source =
        TableSource.open(data, detector.columns().reading(reading.tableOptions(data)))) {
      source.notes().forEach(output::say);
      SeriesTable table = detector.columns().read(source);
      table.notes().forEach(output::say);
      SeriesAnswer answers = new SeriesAnswer(detector);
      table.series().stream()
          .flatMap(s -> answers.warning(s.steps().median()).stream())
          .findFirst()
          .ifPresent(output::say);
      List<SeriesVerdict> verdicts = detector.judge(table, most, source.rowNumbers());
      TableWriter.write(
          out,
          answers.columns(),
          sink -> verdicts.forEach(v -> sink.row(answers.values(v).toArray())));
      DriftAnswer drift = new DriftAnswer(detector.drift(table, verdicts));
      drift.warnings().forEach(output::say);
      SeriesFindings findings = new SeriesFindings(table, verdicts, new BitSet());
      report.ifPresent(r ->
          new SeriesReport(source.name(), detector, findings, Optional.empty(), r.command())
              .write(r.file()));
      answer(out, source, table, verdicts, drift);
    }
  }

  private void answer(
      Path out,
      TableSource source,
      SeriesTable table,
      List<SeriesVerdict> verdicts,
      DriftAnswer drift) {
    SeriesAnswer answers = new SeriesAnswer(detector);
    List<SeriesVerdict> falling =
        verdicts.stream()
            .sorted(Comparator.comparingDouble(SeriesVerdict::score).reversed())
            .limit(STRANGEST)
            .toList();
    long anomalies = verdicts.stream().filter(SeriesVerdict::anomaly).count();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("out", out.toString());
    json.put("rows", source.rows());
    json.put("series", table.series().size());
    json.put("skipped_rows", source.badRows().size());
    json.put("anomalies", anomalies);
    json.put("threshold_by", detector.flagging().text());
    json.put("threshold", SeriesAnomalyTraining.threshold(detector.flagging()));
    json.putAll(drift.json());
    report.ifPresent(r -> json.put("report", r.file().toString()));
    List<TableWriter.Output> columns = answers.columns();
    json.put(
        "strangest",
        falling.stream().map(v -> AnswerLines.object(columns, answers.values(v))).toList());
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %,d of %,d rows are anomalies; the strangest:"
            .formatted(out, anomalies, source.rows()));
    for (SeriesVerdict v : falling) {
      lines.add(
          String.format(
              Locale.ROOT,
              "row %d  %s  score %.4g  p %.4g  %s",
              v.row(),
              answers.time(v),
              v.score(),
              v.pValue(),
              v.because()));
    }
    report.ifPresent(r -> lines.add("Open " + r.file()));
    output.result(json, String.join(System.lineSeparator(), lines));
  }
}
