package dev.hourglass.cli.report;

import java.util.ArrayList;
import java.util.List;

/** How many small p-values there are, beside how many chance gives. */
final class PValues {
  private static final double[] LEVELS = {0.1, 0.05, 0.01, 0.001};

  private final long[] counts = new long[LEVELS.length];
  private long total;

  void add(double pValue) {
    for (int i = 0; i < LEVELS.length; i++) {
      counts[i] += pValue <= LEVELS[i] ? 1 : 0;
    }
    total++;
  }

  /**
   * The table of levels; those that no row can reach are left out.
   *
   * @param what the rows are, such as {@code rows}
   * @param heldOut how many scores the p-values rest on
   */
  String table(String what, int heldOut) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < LEVELS.length; i++) {
      if (LEVELS[i] * (1 + heldOut) >= 1) {
        rows.add(
            List.of(
                "at most " + Html.chance(LEVELS[i]),
                Html.count(counts[i]),
                Html.count(Math.round(LEVELS[i] * total))));
      }
    }
    return Html.narrow(
        List.of("p-value", "#" + what + " here", "#expected of ordinary " + what + " alone"), rows);
  }
}
