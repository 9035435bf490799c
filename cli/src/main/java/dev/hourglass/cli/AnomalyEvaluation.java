package dev.hourglass.cli;

import dev.hourglass.cli.report.TableFindings;
import dev.hourglass.cli.report.TableLabels;
import dev.hourglass.cli.report.TableReport;
import dev.hourglass.data.table.ColumnBatches;
import dev.hourglass.data.table.ColumnType;
import dev.hourglass.data.table.EncodingTally;
import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.tasks.anomaly.Comparison;
import dev.hourglass.tasks.anomaly.Label;
import dev.hourglass.tasks.anomaly.TableDetector;
import dev.hourglass.tasks.anomaly.TableEvaluation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code evaluate} of a detector: how well it tells anomalies from ordinary rows, beside its
 * baselines.
 *
 * @param label the column that says which rows are anomalies; null for that of the training
 * @param normal what ordinary rows have there; null likewise
 * @param report where a page about it goes
 */
record AnomalyEvaluation(
    Path model,
    String data,
    ReadingFlags reading,
    @Nullable String label,
    @Nullable String normal,
    Optional<ReportTo> report,
    Output output) {
  private static final int BATCH = 1 << 11;
  private static final int REASONS = 3;

  void run() {
    int threads = Runtime.getRuntime().availableProcessors();
    TableDetector detector = TableDetector.load(model, threads);
    Label truth = label(detector);
    TableOptions options =
        detector
            .reading(reading.tableOptions(data))
            .withType(ColumnType.CATEGORICAL, List.of(truth.column()));
    try (TableSource source = TableSource.open(data, options)) {
      Comparison comparison = new TableEvaluation(detector, truth, threads).of(source);
      ComparisonAnswer answer = new ComparisonAnswer(comparison, detector.detector().modelId());
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("rows", source.rows());
      json.put("anomalies", comparison.scored().positives());
      json.put("skipped_rows", source.badRows().size());
      json.putAll(answer.json());
      report.ifPresent(r -> {
        TableFindings findings = findings(detector, source);
        json.putAll(new DriftAnswer(findings.drift()).json());
        json.put("report", r.file().toString());
        new TableReport(
                source.name(),
                detector,
                findings,
                Optional.of(TableLabels.of(source, comparison, findings)),
                r.command())
            .write(r.file());
      });
      if (comparison.better().isPresent()) {
        output.say("warning: " + comparison.verdict());
      }
      output.result(json, answer.text());
    }
  }

  private static TableFindings findings(TableDetector detector, TableSource source) {
    TableFindings findings = new TableFindings(detector);
    EncodingTally tally = new EncodingTally();
    try (ColumnBatches batches = detector.encoding().open(source, BATCH)) {
      while (batches.next()) {
        findings.add(batches.batch(), detector.judge(batches.batch(), REASONS, tally));
      }
    }
    return findings;
  }

  private Label label(TableDetector detector) {
    Truth known = Truth.of(label, normal, detector.label());
    boolean npz = data.toLowerCase(Locale.ROOT).endsWith(".npz");
    return (npz ? known.orElse("y", "0") : known)
        .required(
            "%s finds anomalies; to judge it, name what says which rows are anomalies: --label COLUMN --normal VALUE"
                .formatted(model));
  }
}
