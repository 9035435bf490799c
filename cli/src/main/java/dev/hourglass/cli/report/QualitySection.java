package dev.hourglass.cli.report;

import dev.hourglass.tasks.anomaly.Comparison;
import dev.hourglass.tasks.anomaly.Quality;
import dev.hourglass.tasks.metrics.Confusion;
import dev.hourglass.tasks.metrics.Labelled;
import dev.hourglass.tasks.series.SeriesComparison;
import dev.hourglass.tasks.series.SeriesQuality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How well labelled anomalies are found, beside simpler methods. */
final class QualitySection {
  private static final String KEY =
      """
      <b>AUROC</b> is the chance that an anomaly scores above an ordinary row; 0.5 is guessing. \
      <b>Average precision</b> is the area under the right curve; guessing gives the share of \
      anomalies. <b>Found</b> is the share of anomalies that is flagged (recall), <b>right</b> the \
      share of flags that are anomalies (precision).\
      """;

  private static final String SPANS =
      """
       <b>VUS-PR</b> is the volume under the precision-recall curves of anomalies that are allowed \
      to begin a little earlier and end a little later; <b>overlap F1</b> counts spans.\
      """;

  private QualitySection() {}

  /** Of a table. */
  static String of(String model, Comparison comparison) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(model, comparison.detector()));
    comparison.baselines().forEach((id, quality) -> rows.add(row(id, quality)));
    return curves(model, comparison.scored(), comparison.others())
        + Html.table(
            List.of(
                "method", "#AUROC", "#average precision", "#F1", "#found", "#right", "#flagged"),
            rows)
        + verdict(comparison.verdict(), comparison.better().isPresent())
        + Html.paragraph("<span class=small>" + KEY + "</span>");
  }

  private static List<String> row(String name, Quality q) {
    Confusion at = q.atThreshold();
    return List.of(
        Html.text(name),
        three(q.auroc()),
        three(q.averagePrecision()),
        three(at.f1()),
        Html.percent(at.recall()),
        Html.percent(at.precision()),
        Html.count((long) at.truePositives() + at.falsePositives()));
  }

  /** Of series. */
  static String of(String model, SeriesComparison comparison) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(model, comparison.detector()));
    comparison.baselines().forEach((id, quality) -> rows.add(row(id, quality)));
    return curves(model, comparison.scored(), comparison.others())
        + Html.table(
            List.of(
                "method",
                "#VUS-PR",
                "#AUROC",
                "#average precision",
                "#F1",
                "#overlap F1",
                "#found",
                "#right"),
            rows)
        + verdict(comparison.verdict(), comparison.better().isPresent())
        + Html.paragraph("<span class=small>" + KEY + SPANS + "</span>");
  }

  private static List<String> row(String name, SeriesQuality q) {
    Confusion at = q.points().atThreshold();
    return List.of(
        Html.text(name),
        three(q.vusPr()),
        three(q.points().auroc()),
        three(q.points().averagePrecision()),
        three(at.f1()),
        three(q.overlap().f1()),
        Html.percent(at.recall()),
        Html.percent(at.precision()));
  }

  private static String curves(String model, Labelled scored, Map<String, Labelled> others) {
    Map<String, Labelled> methods = new LinkedHashMap<>();
    methods.put(model, scored);
    methods.putAll(others);
    return Html.paragraph(
            "%s of %s rows are anomalies."
                .formatted(Html.count(scored.positives()), Html.count(scored.size())))
        + "<div class=pair>"
        + CurvePlot.roc(methods)
        + CurvePlot.precisionRecall(methods)
        + "</div>\n"
        + CurvePlot.key(methods.keySet());
  }

  private static String verdict(String line, boolean beaten) {
    String sentence = Html.escape("Note: " + line + ".");
    return beaten ? Html.warning(sentence) : Html.paragraph(sentence);
  }

  private static String three(double value) {
    return Html.format("%.3f", value);
  }
}
