package dev.hourglass.tasks.anomaly;

import dev.hourglass.tasks.metrics.Confusion;
import dev.hourglass.tasks.metrics.Labelled;
import dev.hourglass.tasks.metrics.PrecisionAtK;
import dev.hourglass.tasks.metrics.PrecisionRecallCurve;
import dev.hourglass.tasks.metrics.RocCurve;

/**
 * How well scores tell anomalies from ordinary rows.
 *
 * @param auroc area under the ROC curve; 0.5 is chance
 * @param averagePrecision the share of anomalies is chance
 * @param precisionAtAnomalies precision among as many rows as there are anomalies
 * @param atThreshold how many rows were flagged rightly and wrongly
 */
public record Quality(
    double auroc, double averagePrecision, double precisionAtAnomalies, Confusion atThreshold) {

  /**
   * The quality of scores.
   *
   * @throws IllegalArgumentException if all rows are anomalies or none is
   */
  public static Quality of(Labelled labelled, double threshold) {
    return new Quality(
        RocCurve.of(labelled).area(),
        PrecisionRecallCurve.of(labelled).averagePrecision(),
        PrecisionAtK.atPositives(labelled),
        Confusion.at(labelled, threshold));
  }
}
