package dev.hourglass.tasks.anomaly;

import java.util.Arrays;

/**
 * What ordinary scores look like: those of held-out rows.
 *
 * @param heldOut scores, rising, one or more
 */
public record Calibration(double[] heldOut) {

  /** Of scores in any order. */
  public static Calibration of(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return new Calibration(sorted);
  }

  /**
   * The chance that an ordinary row scores as high: (1 + held-out scores at least as high) / (1 +
   * held-out rows), the conformal p-value (Vovk et al., 2005), valid at any number of rows.
   */
  public double pValue(double score) {
    int below = 0;
    int end = heldOut.length;
    while (below < end) {
      int middle = (below + end) >>> 1;
      if (heldOut[middle] < score) {
        below = middle + 1;
      } else {
        end = middle;
      }
    }
    return (1.0 + heldOut.length - below) / (1.0 + heldOut.length);
  }
}
