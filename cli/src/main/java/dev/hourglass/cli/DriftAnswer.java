package dev.hourglass.cli;

import dev.hourglass.tasks.anomaly.Drift;
import dev.hourglass.tasks.anomaly.DriftTally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The drift of new rows, as JSON and as warnings. */
record DriftAnswer(DriftTally tally) {
  private static final int MOST_LINES = 5;

  /**
   * The columns that have drifted, the most drifted first, and how far the scores have; null where
   * nobody knows what stood in the columns.
   */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    boolean known = !tally.drifts().isEmpty();
    json.put("drift", known ? drifted().map(DriftAnswer::json).toList() : null);
    tally.score().ifPresent(s -> json.put("score_psi", s.psi()));
    return json;
  }

  private Stream<Drift> drifted() {
    return tally.drifts().stream().filter(d -> d.level() != Drift.Level.NONE);
  }

  private static Map<String, Object> json(Drift drift) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("column", drift.column());
    json.put("psi", drift.psi());
    json.put("missing_in_training", drift.missingThen());
    json.put("missing", drift.missingNow());
    json.put("values", drift.largest().values());
    json.put("share_in_training", drift.largest().then());
    json.put("share", drift.largest().now());
    return json;
  }

  /** A line for each column that has drifted much, but no more than a few. */
  List<String> warnings() {
    return warnings("");
  }

  /**
   * The same.
   *
   * @param which rows they are about, such as {@code "answers 1 to 10: "}; empty for all
   */
  List<String> warnings(String which) {
    List<Drift> much = drifted().filter(d -> d.level() == Drift.Level.MUCH).toList();
    List<String> lines = new ArrayList<>();
    much.stream().limit(MOST_LINES).map(d -> line(which, d)).forEach(lines::add);
    if (much.size() > MOST_LINES) {
      lines.add(
          "warning: %s%,d more columns have drifted as much"
              .formatted(which, much.size() - MOST_LINES));
    }
    return lines;
  }

  private static String line(String which, Drift drift) {
    return String.format(
        Locale.ROOT,
        "warning: %scolumn \"%s\" is not as in training (PSI %.2f, above 0.25): %s in %.1f %% of the rows, %.1f %% then",
        which,
        drift.column(),
        drift.psi(),
        drift.largest().values(),
        100 * drift.largest().now(),
        100 * drift.largest().then());
  }
}
