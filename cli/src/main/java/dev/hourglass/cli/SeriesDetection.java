package dev.hourglass.cli;

import dev.hourglass.cli.report.SeriesFindings;
import dev.hourglass.cli.report.SeriesReport;
import dev.hourglass.data.series.SeriesTable;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.data.table.TableWriter;
import dev.hourglass.data.table.TableWriter.Kind;
import dev.hourglass.tasks.series.SeriesDetector;
import dev.hourglass.tasks.series.SeriesVerdict;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSS]").withZone(ZoneOffset.UTC);

  void writeTo(Path out) {
    try (TableSource source =
        TableSource.open(data, detector.columns().reading(reading.tableOptions(data)))) {
      source.notes().forEach(output::say);
      SeriesTable table = detector.columns().read(source);
      table.notes().forEach(output::say);
      warnOfOtherSteps(table).ifPresent(output::say);
      List<SeriesVerdict> verdicts = detector.judge(table, most, source.rowNumbers());
      TableWriter.write(
          out, columns(), sink -> verdicts.forEach(v -> sink.row(values(v).toArray())));
      SeriesFindings findings = new SeriesFindings(table, verdicts, new BitSet());
      report.ifPresent(r ->
          new SeriesReport(source.name(), detector, findings, Optional.empty(), r.command())
              .write(r.file()));
      answer(out, source, table, verdicts);
    }
  }

  private Optional<String> warnOfOtherSteps(SeriesTable table) {
    double step = detector.training().step();
    return table.series().stream()
        .mapToDouble(s -> s.steps().median())
        .filter(s -> s > 0 && step > 0 && (s > 1.5 * step || s < step / 1.5))
        .boxed()
        .findFirst()
        .map(s -> "warning: points are %s apart, but were %s apart in training".formatted(s, step));
  }

  private List<TableWriter.Output> columns() {
    List<TableWriter.Output> columns = new ArrayList<>();
    columns.add(new TableWriter.Output("row", Kind.WHOLE));
    columns.add(
        new TableWriter.Output("time", detector.training().dates() ? Kind.TEXT : Kind.NUMBER));
    if (detector.columns().keys() > 0) {
      columns.add(new TableWriter.Output("series", Kind.TEXT));
    }
    columns.add(new TableWriter.Output("score", Kind.NUMBER));
    columns.add(new TableWriter.Output("p_value", Kind.NUMBER));
    columns.add(new TableWriter.Output("anomaly", Kind.WHOLE));
    columns.add(new TableWriter.Output("because", Kind.TEXT));
    return columns;
  }

  private List<Object> values(SeriesVerdict v) {
    List<Object> values = new ArrayList<>(List.of(v.row(), time(v)));
    if (detector.columns().keys() > 0) {
      values.add(v.key());
    }
    values.addAll(List.of(v.score(), v.pValue(), v.anomaly() ? 1L : 0L, v.because()));
    return values;
  }

  private Object time(SeriesVerdict v) {
    if (!detector.training().dates()) {
      return v.time();
    }
    long millis = Math.round(v.time() * 1000);
    String text = STAMP.format(Instant.ofEpochMilli(millis));
    return text.endsWith(".000") ? text.substring(0, text.length() - 4) : text;
  }

  private void answer(
      Path out, TableSource source, SeriesTable table, List<SeriesVerdict> verdicts) {
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
    report.ifPresent(r -> json.put("report", r.file().toString()));
    json.put("strangest", falling.stream().map(this::json).toList());
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
              time(v),
              v.score(),
              v.pValue(),
              v.because()));
    }
    report.ifPresent(r -> lines.add("Open " + r.file()));
    output.result(json, String.join(System.lineSeparator(), lines));
  }

  private Map<String, Object> json(SeriesVerdict v) {
    Map<String, Object> json = new LinkedHashMap<>();
    List<TableWriter.Output> columns = columns();
    List<Object> values = values(v);
    for (int i = 0; i < columns.size(); i++) {
      json.put(columns.get(i).name(), values.get(i));
    }
    return json;
  }
}
