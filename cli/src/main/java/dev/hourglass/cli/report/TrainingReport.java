package dev.hourglass.cli.report;

import dev.hourglass.data.Secrets;
import dev.hourglass.tasks.anomaly.AnomalyDetector;
import dev.hourglass.tasks.anomaly.Comparison;
import dev.hourglass.tasks.anomaly.TableDetector;
import dev.hourglass.tasks.anomaly.TableTraining;
import dev.hourglass.tasks.anomaly.Training;
import dev.hourglass.tasks.metrics.Labelled;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The report on the training of a detector of tables: what it does on held-out rows.
 *
 * @param command that makes this report
 */
public record TrainingReport(TableTraining.Result result, String command) {
  private static final String UPPER_BOUND =
      "On held-out rows. Where these chose the threshold, what is found and what is right is an upper bound; <code>evaluate</code> on other rows is the honest figure.";
  private static final String MADE_UP =
      "No anomaly is known, so these were made of held-out rows: columns swapped between rows, noise added, numbers moved. They say which methods know what belongs together, not what people would call an anomaly.";

  /**
   * Writes the file whole or not at all.
   *
   * @throws dev.hourglass.data.DataException if it cannot be written
   */
  public void write(Path file) {
    Training t = result.detector().training();
    Page page = new Page("A detector trained on " + Page.name(t.data()), lead());
    page.figures(figures());
    page.section("Scores of held-out rows", scores());
    page.section(
        result.synthetic()
            ? "Against made-up anomalies, beside simpler methods"
            : "Against the labels, beside simpler methods",
        Html.paragraph(result.synthetic() ? MADE_UP : UPPER_BOUND)
            + QualitySection.of(detector().modelId(), result.comparison()));
    page.section("The model", model(result.detector()));
    page.section("Again", "<pre>" + Html.escape(command) + "</pre>\n");
    page.write(file);
  }

  private AnomalyDetector detector() {
    return result.detector().detector();
  }

  private String lead() {
    return "It learned from %s rows, and flags %s of the ordinary rows that it never learned from."
        .formatted(
            Html.count(result.detector().training().trainedRows()),
            Html.percent(flagged(detector().calibration().heldOut())));
  }

  private double flagged(double[] scores) {
    long flagged =
        IntStream.range(0, scores.length).filter(i -> detector().isAnomaly(scores[i])).count();
    return (double) flagged / Math.max(1, scores.length);
  }

  private Map<String, String> figures() {
    Training t = result.detector().training();
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("rows trained", Html.count(t.trainedRows()));
    figures.put("ordinary rows held out", Html.count(t.heldOutRows()));
    if (result.known().isPresent()) {
      Comparison comparison = result.known().get();
      figures.put("anomalies held out", Html.count(t.heldOutAnomalies()));
      figures.put("of them flagged", Html.percent(comparison.detector().atThreshold().recall()));
    }
    return figures;
  }

  private String scores() {
    double[] ordinary = detector().calibration().heldOut();
    boolean known = result.known().isPresent();
    double[] bars =
        result.known().map(Comparison::scored).map(TrainingReport::anomalous).orElse(ordinary);
    return threshold(result.detector(), "row")
        + new HistogramPlot(
                ScoreHistogram.of(bars), ScoreHistogram.of(ordinary), detector().threshold())
            .svg()
        + HistogramPlot.key(known ? "anomalies" : "held-out rows", "ordinary held-out rows", true);
  }

  private static double[] anomalous(Labelled scored) {
    return IntStream.range(0, scored.size())
        .filter(i -> scored.anomalous()[i])
        .mapToDouble(i -> scored.scores()[i])
        .toArray();
  }

  /** What the threshold is, and how it was found. */
  static String threshold(TableDetector detector, String what) {
    return Html.paragraph(
        "A %s is flagged from a score of <b>%s</b> on, found on held-out rows by the rule “%s”. Heights are square roots of shares, so that rare scores stay visible."
            .formatted(
                what,
                Html.number(detector.detector().threshold()),
                Html.text(detector.training().threshold())));
  }

  /** What a detector is and how it came to be. */
  static String model(TableDetector detector) {
    Training t = detector.training();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("method", Html.text(detector.detector().modelId())));
    rows.add(List.of("trained on", Html.text(Secrets.hidden(t.data()))));
    rows.add(
        List.of(
            "rows",
            "%s, of which the model learned from %s; %s ordinary ones and %s anomalies were held out"
                .formatted(
                    Html.count(t.rows()),
                    Html.count(t.trainedRows()),
                    Html.count(t.heldOutRows()),
                    Html.count(t.heldOutAnomalies()))));
    detector
        .label()
        .ifPresent(l ->
            rows.add(
                List.of(
                    "ordinary rows",
                    "have “%s” in the column “%s”"
                        .formatted(Html.text(l.normal()), Html.text(l.column())))));
    rows.add(
        List.of(
            Html.count(detector.schema().names().size()) + " columns",
            Html.escape(String.join(", ", detector.schema().names()))));
    rows.add(List.of("seed", String.valueOf(t.seed())));
    return Html.table(List.of("", ""), rows);
  }
}
