package dev.hourglass.tasks.metrics;

import java.util.Arrays;

/**
 * What is flagged as the threshold falls from one distinct score to the next.
 *
 * @param thresholds distinct scores, falling, [T]
 * @param hits anomalies flagged at each, [T]
 * @param flagged rows flagged at each, [T]
 * @param positives all anomalies
 * @param size all rows
 */
record Steps(double[] thresholds, int[] hits, int[] flagged, int positives, int size) {

  static Steps of(Labelled labelled) {
    int n = labelled.size();
    double[] all = Ranks.sorted(labelled.scores(), labelled.anomalous(), true);
    double[] anomalies = Ranks.sorted(labelled.scores(), labelled.anomalous(), false);
    double[] thresholds = new double[n];
    int[] hits = new int[n];
    int[] flagged = new int[n];
    int steps = 0;
    int hit = anomalies.length;
    for (int i = n - 1; i >= 0; i--) {
      if (i > 0 && all[i - 1] == all[i]) {
        continue;
      }
      while (hit > 0 && anomalies[hit - 1] >= all[i]) {
        hit--;
      }
      thresholds[steps] = all[i];
      hits[steps] = anomalies.length - hit;
      flagged[steps++] = n - i;
    }
    return new Steps(
        Arrays.copyOf(thresholds, steps),
        Arrays.copyOf(hits, steps),
        Arrays.copyOf(flagged, steps),
        anomalies.length,
        n);
  }

  int count() {
    return thresholds.length;
  }
}
