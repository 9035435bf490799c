package dev.hourglass.tasks.metrics;

/**
 * Precision against recall as the threshold rises, in the order of scikit-learn's {@code
 * precision_recall_curve}: the last point is (1, 0).
 *
 * @param precision share of flagged rows that are anomalies, [T + 1]
 * @param recall share of anomalies that are flagged, falling from 1 to 0, [T + 1]
 * @param thresholds rising, [T]
 * @param averagePrecision the sum of precisions, each weighted by the recall it adds; the figure to
 *     report
 * @param area by trapezoids, which is too kind where points lie far apart (Davis and Goadrich,
 *     2006)
 */
public record PrecisionRecallCurve(
    double[] precision,
    double[] recall,
    double[] thresholds,
    double averagePrecision,
    double area) {

  /**
   * The curve of labelled scores.
   *
   * @throws IllegalArgumentException if all rows are anomalies or none is
   */
  public static PrecisionRecallCurve of(Labelled labelled) {
    Steps steps = Steps.of(labelled.requireBoth());
    int count = steps.count();
    double[] precision = new double[count + 1];
    double[] recall = new double[count + 1];
    double[] thresholds = new double[count];
    precision[count] = 1;
    double average = 0;
    double area = 0;
    for (int i = 0; i < count; i++) {
      int to = count - 1 - i;
      precision[to] = (double) steps.hits()[i] / steps.flagged()[i];
      recall[to] = (double) steps.hits()[i] / steps.positives();
      thresholds[to] = steps.thresholds()[i];
      double gained = recall[to] - recall[to + 1];
      average += gained * precision[to];
      area += gained * (precision[to] + precision[to + 1]) / 2;
    }
    return new PrecisionRecallCurve(precision, recall, thresholds, average, area);
  }
}
