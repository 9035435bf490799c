package dev.hourglass.cli.report;

import dev.hourglass.tasks.anomaly.Drift;
import dev.hourglass.tasks.anomaly.DriftTally;
import java.util.List;
import java.util.Optional;

/** How new rows differ from those of the training, in words and as a table. */
final class DriftSection {
  private static final int FIRST = 10;
  private static final int MOST = 200;
  private static final int NAMED = 5;
  private static final List<String> HEADS =
      List.of(
          "column", "#PSI", "", "largest change", "#then", "#now", "#missing then", "#missing now");

  private DriftSection() {}

  static String html(DriftTally tally) {
    List<Drift> drifts = tally.drifts();
    StringBuilder html =
        new StringBuilder(
            Html.paragraph(
                """
                Scores and p-values mean what they say for rows like those of the training. The \
                population stability index (PSI) tells how far a column has moved: below 0.1 nothing \
                much has changed, above 0.25 much has. What few rows differ by chance is taken off. \
                “Then” and “now” are the shares of rows with the values that changed most.\
                """));
    tally.score().ifPresent(s -> html.append(Html.paragraph(score(s))));
    if (drifts.isEmpty()) {
      return html.append(
              Html.paragraph(
                  "The columns cannot be compared: the model file is from before their values in"
                      + " training were kept, or there are no rows. Train it again to have this."))
          .toString();
    }
    int drifted =
        (int) drifts.stream().filter(d -> d.level() != Drift.Level.NONE).limit(MOST).count();
    int shown = Math.min(Math.max(FIRST, drifted), drifts.size());
    html.append(Html.paragraph(count(drifts))).append(table(drifts.subList(0, shown)));
    if (drifts.size() > shown) {
      html.append(
          Html.more(
              "%s more, which have drifted no more than these"
                  .formatted(Html.count(drifts.size() - shown)),
              table(drifts.subList(shown, Math.min(MOST, drifts.size())))));
    }
    return html.toString();
  }

  /** The same of points, which are not independent of their neighbours. */
  static String ofSeries(DriftTally tally) {
    return html(tally)
        + Html.paragraph(
            """
            Rows are points here. Neighbouring points resemble each other, so what differs by chance \
            is reckoned as of fewer points: as many as tell as much by how the values of each column \
            came and went in training. A short stretch of a series is hardly ever drift by this.\
            """);
  }

  /**
   * Warns of columns that drifted much; empty where none has.
   *
   * @param rows what rows are called
   */
  static Optional<String> warning(DriftTally tally, String rows) {
    List<String> drifted =
        tally.drifts().stream()
            .filter(d -> d.level() == Drift.Level.MUCH)
            .map(d -> "“" + Html.text(d.column()) + "”")
            .toList();
    if (drifted.isEmpty()) {
      return Optional.empty();
    }
    String named = String.join(", ", drifted.subList(0, Math.min(NAMED, drifted.size())));
    String more =
        drifted.size() > NAMED ? " and " + Html.count(drifted.size() - NAMED) + " more" : "";
    return Optional.of(
        Html.warning(
            "These %s are not like those of the training: %s%s drifted much, so p-values and the expected number of false alarms may be far off. See “Drift since training”."
                .formatted(rows, named, more)));
  }

  private static String count(List<Drift> drifts) {
    long much = drifts.stream().filter(d -> d.level() == Drift.Level.MUCH).count();
    long some = drifts.stream().filter(d -> d.level() == Drift.Level.SOME).count();
    return much + some == 0
        ? "No column has drifted."
        : "Of %s columns %s drifted much, and %s a little."
            .formatted(Html.count(drifts.size()), has(much), has(some));
  }

  private static String has(long columns) {
    return columns == 0 ? "none has" : columns == 1 ? "one has" : Html.count(columns) + " have";
  }

  private static String table(List<Drift> drifts) {
    return Html.table(HEADS, drifts.stream().map(DriftSection::row).toList());
  }

  private static String score(Drift score) {
    String figures = "PSI %s".formatted(Html.number(rounded(score.psi())));
    return switch (score.level()) {
      case NONE ->
          "The scores are spread as those of the held-out rows of the training (%s)."
              .formatted(figures);
      case SOME, MUCH ->
          "The scores are spread %sotherwise than those of the held-out rows of the training (%s): %s of the rows score %s, %s of those did."
              .formatted(
                  score.level() == Drift.Level.MUCH ? "much " : "",
                  figures,
                  Html.percent(score.largest().now()),
                  Html.text(score.largest().values()),
                  Html.percent(score.largest().then()));
    };
  }

  private static List<String> row(Drift drift) {
    boolean drifted = drift.level() != Drift.Level.NONE;
    return List.of(
        Html.text(drift.column()),
        drifted
            ? "<span class=mark>%s</span>".formatted(Html.number(rounded(drift.psi())))
            : Html.number(rounded(drift.psi())),
        switch (drift.level()) {
          case MUCH -> "much";
          case SOME -> "some";
          case NONE -> "";
        },
        Html.text(drift.largest().values()),
        Html.percent(drift.largest().then()),
        Html.percent(drift.largest().now()),
        Html.percent(drift.missingThen()),
        Html.percent(drift.missingNow()));
  }

  private static double rounded(double psi) {
    return Math.rint(psi * 1000) / 1000;
  }
}
