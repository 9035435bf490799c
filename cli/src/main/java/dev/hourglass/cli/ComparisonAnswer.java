package dev.hourglass.cli;

import dev.hourglass.tasks.anomaly.Comparison;
import dev.hourglass.tasks.anomaly.Quality;
import dev.hourglass.tasks.metrics.Bootstrap;
import dev.hourglass.tasks.metrics.Confusion;
import dev.hourglass.tasks.metrics.Interval;
import dev.hourglass.tasks.metrics.PrecisionRecallCurve;
import dev.hourglass.tasks.metrics.RocCurve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A detector beside its baselines, as JSON and as a table.
 *
 * @param model the detector's name
 */
record ComparisonAnswer(Comparison comparison, String model) {
  /** So that the draws of an interval together have about as many rows. */
  private static final int ROWS_DRAWN = 20_000_000;

  private static final int FEWEST_DRAWS = 100;

  Map<String, Object> json() {
    Map<String, Object> json = json(comparison.detector());
    Bootstrap bootstrap = bootstrap();
    json.put(
        "auroc_interval",
        interval(bootstrap.interval(comparison.scored(), l -> RocCurve.of(l).area())));
    json.put(
        "average_precision_interval",
        interval(
            bootstrap.interval(
                comparison.scored(), l -> PrecisionRecallCurve.of(l).averagePrecision())));
    Map<String, Object> baselines = new LinkedHashMap<>();
    comparison.baselines().forEach((id, quality) -> baselines.put(id, json(quality)));
    json.put("baselines", baselines);
    json.put("verdict", comparison.verdict());
    return json;
  }

  private Bootstrap bootstrap() {
    int draws =
        Math.clamp(
            ROWS_DRAWN / comparison.scored().size(), FEWEST_DRAWS, Bootstrap.DEFAULTS.draws());
    return new Bootstrap(draws, Bootstrap.DEFAULTS.level(), Bootstrap.DEFAULTS.seed());
  }

  private static List<Double> interval(Interval interval) {
    return List.of(interval.low(), interval.high());
  }

  private static Map<String, Object> json(Quality quality) {
    Confusion at = quality.atThreshold();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("auroc", quality.auroc());
    json.put("average_precision", quality.averagePrecision());
    json.put("f1", at.f1());
    json.put("threshold", at.threshold());
    json.put("precision", at.precision());
    json.put("recall", at.recall());
    json.put("precision_at_anomalies", quality.precisionAtAnomalies());
    return json;
  }

  /** A line for the detector and for each baseline, and which is best. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-24s %8s %18s %8s %10s %8s",
            "",
            "AUROC",
            "average precision",
            "F1",
            "precision",
            "recall"));
    lines.add(line(model, comparison.detector()));
    comparison.baselines().forEach((id, quality) -> lines.add(line(id, quality)));
    lines.add(comparison.verdict());
    return String.join(System.lineSeparator(), lines);
  }

  private static String line(String name, Quality q) {
    Confusion at = q.atThreshold();
    return String.format(
        Locale.ROOT,
        "%-24s %8.4f %18.4f %8.4f %10.4f %8.4f",
        name,
        q.auroc(),
        q.averagePrecision(),
        at.f1(),
        at.precision(),
        at.recall());
  }
}
