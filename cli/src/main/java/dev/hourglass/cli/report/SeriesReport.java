package dev.hourglass.cli.report;

import dev.hourglass.data.Secrets;
import dev.hourglass.data.series.Series;
import dev.hourglass.tasks.anomaly.DriftTally;
import dev.hourglass.tasks.series.Flagging;
import dev.hourglass.tasks.series.SeriesComparison;
import dev.hourglass.tasks.series.SeriesDetector;
import dev.hourglass.tasks.series.SeriesRecord;
import dev.hourglass.tasks.series.SeriesVerdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The report on time series.
 *
 * @param data what the series are called
 * @param comparison with the truth; empty where nobody knows it
 * @param command that makes this report
 */
public record SeriesReport(
    String data,
    SeriesDetector detector,
    SeriesFindings findings,
    Optional<SeriesComparison> comparison,
    String command) {
  private static final int MOST_SPANS = 50;
  private static final int MOST_PANELS = 20;
  private static final int MOST_CHANNELS = 4;

  /**
   * Writes the file whole or not at all.
   *
   * @throws dev.hourglass.data.DataException if it cannot be written
   */
  public void write(Path file) {
    List<SeriesFindings.Span> spans = findings.spans();
    Page page = new Page("Anomalies in " + Page.name(data), lead(spans));
    page.figures(figures(spans));
    DriftTally drift = detector.drift(findings.table(), findings.verdicts());
    DriftSection.warning(drift, "points").ifPresent(page::add);
    comparison
        .filter(c -> c.better().isPresent())
        .ifPresent(c -> page.add(Html.warning(Html.escape("Note: " + c.verdict() + "."))));
    page.section("The series", plots());
    page.section("Flagged spans", spans(spans));
    page.section("How sure is that?", sure());
    page.section("Scores", scores());
    page.section("Drift since training", DriftSection.ofSeries(drift));
    comparison.ifPresent(c ->
        page.section(
            "Against the labels, beside simpler methods",
            QualitySection.of(detector.model().id(), c)));
    page.section("The model", training());
    page.section("Again", "<pre>" + Html.escape(command) + "</pre>\n");
    page.write(file);
  }

  private double threshold() {
    return detector.flagging() instanceof Flagging.Above above ? above.threshold() : Double.NaN;
  }

  private String lead(List<SeriesFindings.Span> spans) {
    String chance =
        Double.isNaN(threshold())
            ? ""
            : " About %s points would be flagged by chance among as many ordinary ones."
                .formatted(
                    Html.count(
                        Math.round(
                            detector.calibration().pValue(threshold())
                                * findings.verdicts().size())));
    return "%s flagged: %s of %s points, in %s.%s"
        .formatted(
            spans.size() == 1 ? "One span is" : Html.count(spans.size()) + " spans are",
            Html.count(findings.anomalies()),
            Html.count(findings.verdicts().size()),
            findings.table().series().size() == 1
                ? "one series"
                : Html.count(findings.table().series().size()) + " series",
            chance);
  }

  private Map<String, String> figures(List<SeriesFindings.Span> spans) {
    Map<String, String> figures = new LinkedHashMap<>();
    int points = Math.max(1, findings.verdicts().size());
    figures.put("points", Html.count(findings.verdicts().size()));
    figures.put("flagged spans", Html.count(spans.size()));
    figures.put("flagged points", Html.count(findings.anomalies()));
    figures.put("of the points", Html.percent((double) findings.anomalies() / points));
    return figures;
  }

  private String plots() {
    StringBuilder html = new StringBuilder();
    boolean known = !findings.truth().isEmpty();
    html.append("<p class=key><span><i class='k0 pale'></i>flagged</span>");
    html.append(known ? "<span><i class='line k2'></i>an anomaly by its label</span>" : "");
    html.append("</p>\n");
    int left = MOST_PANELS;
    int shown = 0;
    for (Series series : findings.byScore()) {
      int[] channels = channels(series, Math.min(left, MOST_CHANNELS));
      if (channels.length == 0) {
        break;
      }
      left -= channels.length;
      shown++;
      html.append(heading(series, channels.length));
      html.append(plot(series).svg(channels));
    }
    int all = findings.table().series().size();
    if (shown < all) {
      html.append(
          Html.paragraph(
              "<span class=small>The %s series with the highest scores, of %s.</span>"
                  .formatted(Html.count(shown), Html.count(all))));
    }
    return html.toString();
  }

  private String heading(Series series, int channels) {
    String some =
        channels < series.channels()
            ? " <span class=small>%s of %s channels, those that made the scores</span>"
                .formatted(channels, series.channels())
            : "";
    String name = series.key().isEmpty() ? "" : Html.text(series.key());
    return name.isEmpty() && some.isEmpty() ? "" : "<h3>" + name + some + "</h3>\n";
  }

  private SeriesPlot plot(Series series) {
    return new SeriesPlot(
        series,
        findings.table().values(),
        findings.of(series),
        findings.truth(series),
        threshold(),
        new Times(detector.training().dates()));
  }

  /** The channels that are the reason for most of the scores of flagged points, in their order. */
  private int[] channels(Series series, int most) {
    Reasons reasons = new Reasons();
    findings.of(series).stream()
        .filter(SeriesVerdict::anomaly)
        .forEach(v -> reasons.add(v.causes()));
    List<String> names = findings.table().values();
    return IntStream.range(0, series.channels())
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -reasons.share(names.get(c))))
        .limit(most)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private String spans(List<SeriesFindings.Span> spans) {
    if (spans.isEmpty()) {
      return Html.paragraph("None.");
    }
    boolean keyed = detector.columns().keys() > 0;
    List<String> heads =
        List.of(
            "from",
            "to",
            "#points",
            keyed ? "series" : "",
            "#highest score",
            "#p-value there",
            "reasons there");
    return Html.paragraph(
            "%s with the highest scores first. Neighbouring points resemble each other, so a span is one piece of evidence, and not many."
                .formatted(spans.size() > MOST_SPANS ? "The first " + MOST_SPANS + "," : "Those"))
        + Html.table(heads, spans.stream().limit(MOST_SPANS).map(this::row).toList());
  }

  private List<String> row(SeriesFindings.Span span) {
    Times times = new Times(detector.training().dates());
    SeriesVerdict peak = span.peak();
    return List.of(
        times.unbroken(span.points().getFirst().time()),
        times.unbroken(span.points().getLast().time()),
        Html.count(span.points().size()),
        Html.text(peak.key()),
        Html.number(peak.score()),
        Html.chance(peak.pValue()),
        Reasons.lines(peak.causes()));
  }

  private String sure() {
    int heldOut = detector.calibration().heldOut().length;
    PValues pValues = new PValues();
    findings.verdicts().forEach(v -> pValues.add(v.pValue()));
    return Html.paragraph(
            "The model never learned from %s points of the training data, which lie in blocks of time of their own: the held-out points. The p-value of a point is the share of these that score at least as high (the point itself counted with them), so it is the chance that an ordinary point looks as strange."
                .formatted(Html.count(heldOut)))
        + pValues.table("points", heldOut);
  }

  private String scores() {
    ScoreHistogram now = new ScoreHistogram();
    findings.verdicts().forEach(v -> now.add(v.score()));
    String rule = Html.text(detector.flagging().text());
    return Html.paragraph(
            Double.isNaN(threshold())
                ? "There is no one threshold: what is flagged stands out among the scores around it (%s)."
                    .formatted(rule)
                : "A point is flagged from a score of <b>%s</b> on, found on held-out points by the rule “%s”."
                    .formatted(Html.number(threshold()), rule))
        + new HistogramPlot(now, ScoreHistogram.of(detector.calibration().heldOut()), threshold())
            .svg()
        + HistogramPlot.key(
            "these points", "held-out points of the training", !Double.isNaN(threshold()));
  }

  private String training() {
    SeriesRecord t = detector.training();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("method", Html.text(detector.model().id())));
    rows.add(List.of("trained on", Html.text(Secrets.hidden(t.data()))));
    rows.add(
        List.of(
            "points",
            "%s of %s series; %s windows were learned from, %s points were held out"
                .formatted(
                    Html.count(t.rows()),
                    Html.count(t.series()),
                    Html.count(t.trainedWindows()),
                    Html.count(t.heldOutPoints()))));
    rows.add(List.of("window", Html.count(detector.window()) + " points"));
    rows.add(List.of("columns", Html.text(String.join(", ", detector.columns().values()))));
    rows.add(List.of("seed", String.valueOf(t.seed())));
    return Html.table(List.of("", ""), rows);
  }
}
