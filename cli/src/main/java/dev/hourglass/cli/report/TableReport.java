package dev.hourglass.cli.report;

import dev.hourglass.tasks.anomaly.TableDetector;
import dev.hourglass.tasks.anomaly.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The report on the rows of a table.
 *
 * @param data what the rows are called
 * @param labels what is known of the rows; empty where nothing is
 * @param command that makes this report
 */
public record TableReport(
    String data,
    TableDetector detector,
    TableFindings findings,
    Optional<TableLabels> labels,
    String command) {
  private static final int FIRST = 15;
  private static final double MANY = 0.2;

  /**
   * Writes the file whole or not at all.
   *
   * @throws dev.hourglass.data.DataException if it cannot be written
   */
  public void write(Path file) {
    Page page = new Page("Anomalies in " + Page.name(data), lead());
    page.figures(figures());
    warnings().forEach(page::add);
    page.section("How sure is that?", sure());
    page.section("Scores", scores());
    page.section("The strangest rows", strangest());
    if (!findings.reasons().isEmpty()) {
      page.section(
          "What makes rows strange",
          Html.paragraph("Of the flagged rows, by column.") + findings.reasons().table());
    }
    page.section("Drift since training", DriftSection.html(findings.drift()));
    labels.ifPresent(l ->
        page.section(
            "Against the labels, beside simpler methods",
            QualitySection.of(detector.detector().modelId(), l.comparison())));
    page.section("The model", TrainingReport.model(detector));
    page.section("Again", "<pre>" + Html.escape(command) + "</pre>\n");
    page.write(file);
  }

  /** The share of ordinary rows that reach the threshold. */
  private double falseAlarms() {
    return detector.detector().pValue(detector.detector().threshold());
  }

  private boolean isBeyondAllHeldOut() {
    return falseAlarms() * (1 + heldOut()) < 1.5;
  }

  private int heldOut() {
    return detector.detector().calibration().heldOut().length;
  }

  private double expected() {
    return falseAlarms() * findings.rows();
  }

  private String lead() {
    return "%s of %s %s flagged; %s would be flagged by chance among as many ordinary rows."
        .formatted(
            Html.count(findings.anomalies()),
            Html.count(findings.rows()),
            findings.rows() == 1 ? "row is" : "rows are",
            expectedInWords());
  }

  private String expectedInWords() {
    long rounded = Math.round(expected());
    String number = rounded < 1 ? "none or one" : Html.count(rounded);
    return (isBeyondAllHeldOut() ? "at most about " : "about ") + number + " of them";
  }

  private Map<String, String> figures() {
    Map<String, String> figures = new LinkedHashMap<>();
    long rows = Math.max(1, findings.rows());
    figures.put("rows", Html.count(findings.rows()));
    figures.put("flagged", Html.count(findings.anomalies()));
    figures.put("of the rows", Html.percent((double) findings.anomalies() / rows));
    figures.put("of ordinary rows would be, too", Html.percent(falseAlarms()));
    return figures;
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    DriftSection.warning(findings.drift(), "rows").ifPresent(warnings::add);
    if (falseAlarms() > MANY) {
      warnings.add(
          Html.warning(
              "%s of ordinary rows reach the threshold, so a flag says little. Look at the strangest rows, or train again with a stricter rule, such as --false-alarms 0.01."
                  .formatted(Html.percent(falseAlarms()))));
    }
    labels
        .map(TableLabels::comparison)
        .filter(c -> c.better().isPresent())
        .ifPresent(c -> warnings.add(Html.warning(Html.escape("Note: " + c.verdict() + "."))));
    return warnings;
  }

  private String sure() {
    String chance =
        findings.anomalies() == 0
            ? ""
            : " If the rows are mostly ordinary, about %s of the flags are false alarms."
                .formatted(Html.percent(Math.min(1, expected() / findings.anomalies())));
    return Html.paragraph(
            "The model never learned from %s ordinary rows of the training data, the held-out rows. The p-value of a row is the share of these that score at least as high (the row itself counted with them), so it is the chance that an ordinary row looks as strange. The least possible one is %s."
                .formatted(Html.count(heldOut()), Html.chance(1.0 / (1 + heldOut()))))
        + Html.paragraph(
            "%s of the held-out rows reach the threshold.%s"
                .formatted(isBeyondAllHeldOut() ? "None" : Html.percent(falseAlarms()), chance))
        + findings.pValues().table("rows", heldOut());
  }

  private String scores() {
    double threshold = detector.detector().threshold();
    return TrainingReport.threshold(detector, "row")
        + new HistogramPlot(
                findings.scores(),
                ScoreHistogram.of(detector.detector().calibration().heldOut()),
                threshold)
            .svg()
        + HistogramPlot.key("these rows", "held-out rows of the training", true);
  }

  private String strangest() {
    List<Verdict> rows = findings.strangest();
    String reasons =
        rows.stream().allMatch(v -> v.causes().isEmpty())
            ? "Reasons were not asked for (--explain 0)."
            : "Reasons are the columns with the largest shares of the score: what is there, what the model expects from the rest of the row, and the share.";
    return Html.paragraph(
            "The %s with the highest scores; “like” is the number of the training row that is most similar. %s"
                .formatted(rows.size() == 1 ? "row" : Html.count(rows.size()) + " rows", reasons))
        + table(rows.subList(0, Math.min(FIRST, rows.size())))
        + (rows.size() > FIRST
            ? Html.more((rows.size() - FIRST) + " more", table(rows.subList(FIRST, rows.size())))
            : "");
  }

  private String table(List<Verdict> rows) {
    return Html.table(
        List.of(
            "#row", "#score", "#p-value", "", labels.isEmpty() ? "" : "label", "reasons", "#like"),
        rows.stream().map(this::row).toList());
  }

  private List<String> row(Verdict v) {
    return List.of(
        Long.toString(v.row()),
        Html.number(v.score()),
        Html.chance(v.pValue()),
        v.anomaly() ? "<span class=mark>flagged</span>" : "",
        labels.map(l -> l.anomalies().contains(v.row()) ? "<b>anomaly</b>" : "ordinary").orElse(""),
        Reasons.lines(v.causes()),
        v.causes().isEmpty() ? "" : Long.toString(v.nearestRow()));
  }
}
