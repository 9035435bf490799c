package dev.hourglass.cli;

import dev.hourglass.cli.report.SeriesFindings;
import dev.hourglass.cli.report.SeriesReport;
import dev.hourglass.data.series.SeriesTable;
import dev.hourglass.data.table.ColumnType;
import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.tasks.anomaly.Label;
import dev.hourglass.tasks.metrics.Confusion;
import dev.hourglass.tasks.series.SeriesComparison;
import dev.hourglass.tasks.series.SeriesDetector;
import dev.hourglass.tasks.series.SeriesEvaluation;
import dev.hourglass.tasks.series.SeriesQuality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code evaluate} of a detector of series, beside its baselines.
 *
 * @param label the column that says which rows are anomalies; null for that of the training
 * @param normal what ordinary rows have there; null likewise, or 0
 * @param report where a page about it goes
 */
record SeriesAnomalyEvaluation(
    Path model,
    String data,
    ReadingFlags reading,
    @Nullable String label,
    @Nullable String normal,
    Optional<ReportTo> report,
    Output output) {
  private static final int REASONS = 3;
  private static final String NORMAL = "0";

  void run() {
    int threads = Runtime.getRuntime().availableProcessors();
    SeriesDetector detector = SeriesDetector.load(model, threads);
    Label truth = truth(detector);
    TableOptions options =
        detector
            .columns()
            .reading(reading.tableOptions(data))
            .withType(ColumnType.CATEGORICAL, List.of(truth.column()));
    try (TableSource source = TableSource.open(data, options)) {
      SeriesComparison comparison = new SeriesEvaluation(detector, threads).of(source, truth);
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("rows", source.rows());
      json.put("anomalies", comparison.scored().positives());
      json.put("skipped_rows", source.badRows().size());
      Double threshold = SeriesAnomalyTraining.threshold(detector.flagging());
      json.putAll(json(comparison.detector(), threshold));
      Map<String, Object> baselines = new LinkedHashMap<>();
      Map<String, Double> thresholds = detector.training().baselineThresholds();
      comparison
          .baselines()
          .forEach(
              (id, q) -> baselines.put(id, json(q, threshold == null ? null : thresholds.get(id))));
      json.put("baselines", baselines);
      json.put("threshold_by", detector.flagging().text());
      json.put("verdict", comparison.verdict());
      report.ifPresent(r -> {
        write(r, detector, source, truth, comparison);
        json.put("report", r.file().toString());
      });
      if (comparison.better().isPresent()) {
        output.say("warning: " + comparison.verdict());
      }
      output.result(json, text(comparison, detector.model().id()));
    }
  }

  private static void write(
      ReportTo report,
      SeriesDetector detector,
      TableSource source,
      Label truth,
      SeriesComparison comparison) {
    SeriesTable table = detector.columns().read(source);
    SeriesFindings findings =
        new SeriesFindings(
            table, detector.judge(table, REASONS, source.rowNumbers()), truth.anomalies(source));
    new SeriesReport(source.name(), detector, findings, Optional.of(comparison), report.command())
        .write(report.file());
  }

  private Label truth(SeriesDetector detector) {
    return Truth.of(label, normal, detector.label())
        .orElse(null, NORMAL)
        .required(
            "%s finds anomalies; to judge it, name what says which rows are anomalies: --label COLUMN [--normal VALUE]"
                .formatted(model));
  }

  private static Map<String, Object> json(SeriesQuality quality, @Nullable Double threshold) {
    Confusion at = quality.points().atThreshold();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("auroc", quality.points().auroc());
    json.put("average_precision", quality.points().averagePrecision());
    json.put("f1", at.f1());
    json.put("threshold", threshold);
    json.put("precision", at.precision());
    json.put("recall", at.recall());
    json.put("precision_at_anomalies", quality.points().precisionAtAnomalies());
    json.put("vus_pr", quality.vusPr());
    json.put("vus_roc", quality.vusRoc());
    json.put("overlap_f1", quality.overlap().f1());
    json.put("overlap_precision", quality.overlap().precision());
    json.put("overlap_recall", quality.overlap().recall());
    json.put("range_f1", quality.range().f1());
    json.put("range_precision", quality.range().precision());
    json.put("range_recall", quality.range().recall());
    return json;
  }

  private static String text(SeriesComparison comparison, String model) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-16s %8s %8s %18s %8s %11s %9s",
            "",
            "VUS-PR",
            "AUROC",
            "average precision",
            "F1",
            "overlap F1",
            "range F1"));
    lines.add(line(model, comparison.detector()));
    comparison.baselines().forEach((id, quality) -> lines.add(line(id, quality)));
    lines.add(comparison.verdict());
    return String.join(System.lineSeparator(), lines);
  }

  private static String line(String name, SeriesQuality q) {
    return String.format(
        Locale.ROOT,
        "%-16s %8.4f %8.4f %18.4f %8.4f %11.4f %9.4f",
        name,
        q.vusPr(),
        q.points().auroc(),
        q.points().averagePrecision(),
        q.points().atThreshold().f1(),
        q.overlap().f1(),
        q.range().f1());
  }
}
