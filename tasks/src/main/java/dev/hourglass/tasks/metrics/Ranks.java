package dev.hourglass.tasks.metrics;

import java.util.Arrays;

/** Scores in order. */
final class Ranks {
  private Ranks() {}

  /** Scores rising, 0 and -0 made one: of all rows, or of the anomalies. */
  static double[] sorted(double[] scores, boolean[] anomalous, boolean all) {
    double[] kept = new double[scores.length];
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      if (all || anomalous[i]) {
        kept[count++] = scores[i] + 0.0;
      }
    }
    double[] sorted = Arrays.copyOf(kept, count);
    Arrays.sort(sorted);
    return sorted;
  }
}
