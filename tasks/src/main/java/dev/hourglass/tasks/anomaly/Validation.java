package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.Rows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Held-out rows that models are compared on: ordinary ones first, then anomalies.
 *
 * @param rows in the units of the data, [N, D]
 * @param anomalous [N]
 * @param synthetic whether the anomalies were made, and not found
 */
record Validation(NDArray rows, boolean[] anomalous, boolean synthetic) {
  /** Of so many ordinary rows anomalies are made, of every kind. */
  private static final int MOST_MADE = 2000;

  /** With anomalies of every kind made from ordinary rows. */
  static Validation synthetic(
      NDArray ordinary,
      Preprocessing.Standardise scale,
      SyntheticAnomaly.Layout layout,
      long seed) {
    int n = ordinary.shape().dim(0);
    int d = ordinary.shape().dim(1);
    int[] first = IntStream.range(0, Math.min(n, MOST_MADE)).toArray();
    NDArray scaled = scale.applied(Rows.choose(ordinary, first));
    SyntheticAnomaly[] kinds = SyntheticAnomaly.values();
    float[] all = Arrays.copyOf(ordinary.data(), (n + kinds.length * first.length) * d);
    for (int k = 0; k < kinds.length; k++) {
      float[] made = scale.inverted(kinds[k].of(scaled, layout, seed)).data();
      System.arraycopy(made, 0, all, (n + k * first.length) * d, made.length);
    }
    boolean[] anomalous = new boolean[all.length / d];
    Arrays.fill(anomalous, n, anomalous.length, true);
    return new Validation(NDArray.of(all, anomalous.length, d), anomalous, true);
  }
}
