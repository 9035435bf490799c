package dev.hourglass.tasks.metrics;

import java.util.Arrays;

/**
 * Receiver operating characteristic: the share of anomalies found against the share of ordinary
 * rows flagged, as the threshold falls (Fawcett, 2006). Every distinct score is a point, as in
 * scikit-learn's {@code roc_curve} with {@code drop_intermediate=False}.
 *
 * @param falsePositiveRate rising from 0 to 1, [T + 1]
 * @param truePositiveRate rising from 0 to 1, [T + 1]
 * @param thresholds falling from infinity, [T + 1]
 * @param area in [0, 1]: the chance that an anomaly scores above an ordinary row, ties counted half
 */
public record RocCurve(
    double[] falsePositiveRate, double[] truePositiveRate, double[] thresholds, double area) {

  /**
   * The curve of labelled scores.
   *
   * @throws IllegalArgumentException if all rows are anomalies or none is
   */
  public static RocCurve of(Labelled labelled) {
    Steps steps = Steps.of(labelled.requireBoth());
    int negatives = steps.size() - steps.positives();
    int points = steps.count() + 1;
    double[] fpr = new double[points];
    double[] tpr = new double[points];
    double[] thresholds = new double[points];
    thresholds[0] = Double.POSITIVE_INFINITY;
    double twice = 0; // whole numbers: exact
    for (int i = 1; i < points; i++) {
      int hits = steps.hits()[i - 1];
      int falls = steps.flagged()[i - 1] - hits;
      int hitsBefore = i == 1 ? 0 : steps.hits()[i - 2];
      int fallsBefore = i == 1 ? 0 : steps.flagged()[i - 2] - hitsBefore;
      twice += (double) (falls - fallsBefore) * (hits + hitsBefore);
      fpr[i] = (double) falls / negatives;
      tpr[i] = (double) hits / steps.positives();
      thresholds[i] = steps.thresholds()[i - 1];
    }
    return new RocCurve(fpr, tpr, thresholds, twice / 2 / negatives / steps.positives());
  }

  /**
   * The lowest threshold at which at most this share of ordinary rows is flagged.
   *
   * @param rate in [0, 1]
   */
  public double thresholdAt(double rate) {
    int i = Arrays.binarySearch(falsePositiveRate, Math.nextUp(rate));
    int at = i < 0 ? -i - 2 : i - 1;
    while (at + 1 < thresholds.length && falsePositiveRate[at + 1] <= rate) {
      at++;
    }
    return thresholds[Math.max(at, 0)];
  }
}
