package dev.hourglass.tasks.metrics;

/**
 * How many rows were flagged rightly and wrongly at a threshold.
 *
 * @param threshold rows with this score or a higher one are flagged
 * @param truePositives anomalies flagged
 * @param falsePositives ordinary rows flagged
 * @param falseNegatives anomalies missed
 * @param trueNegatives ordinary rows left alone
 */
public record Confusion(
    double threshold,
    int truePositives,
    int falsePositives,
    int falseNegatives,
    int trueNegatives) {

  /** Counts at a threshold. */
  public static Confusion at(Labelled labelled, double threshold) {
    int hits = 0;
    int flagged = 0;
    for (int i = 0; i < labelled.size(); i++) {
      if (labelled.scores()[i] >= threshold) {
        flagged++;
        hits += labelled.anomalous()[i] ? 1 : 0;
      }
    }
    return of(threshold, hits, flagged, labelled.positives(), labelled.size());
  }

  /**
   * Counts at the threshold of the best F1, the highest one among equals. Chosen on the data that
   * it is reported on, so it is an upper bound and no forecast.
   *
   * @throws IllegalArgumentException if all rows are anomalies or none is
   */
  public static Confusion bestF1(Labelled labelled) {
    return best(labelled, Confusion::f1);
  }

  /**
   * Counts at the threshold of the least cost, the highest one among equals; infinity, which flags
   * nothing, is among the thresholds.
   *
   * @param missed the cost of an anomaly that is not flagged, 0 or more
   * @param falseAlarm the cost of an ordinary row that is flagged, 0 or more
   * @throws IllegalArgumentException if all rows are anomalies or none is
   */
  public static Confusion leastCost(Labelled labelled, double missed, double falseAlarm) {
    if (!(missed >= 0) || !(falseAlarm >= 0)) {
      throw new IllegalArgumentException(
          "costs must be 0 or more, got %s and %s".formatted(missed, falseAlarm));
    }
    return best(labelled, c -> -(missed * c.falseNegatives() + falseAlarm * c.falsePositives()));
  }

  private static Confusion best(
      Labelled labelled, java.util.function.ToDoubleFunction<Confusion> value) {
    Steps steps = Steps.of(labelled.requireBoth());
    Confusion best = of(Double.POSITIVE_INFINITY, 0, 0, steps.positives(), steps.size());
    for (int i = 0; i < steps.count(); i++) {
      Confusion next =
          of(
              steps.thresholds()[i],
              steps.hits()[i],
              steps.flagged()[i],
              steps.positives(),
              steps.size());
      best = value.applyAsDouble(next) > value.applyAsDouble(best) ? next : best;
    }
    return best;
  }

  private static Confusion of(double threshold, int hits, int flagged, int positives, int size) {
    return new Confusion(
        threshold, hits, flagged - hits, positives - hits, size - positives - flagged + hits);
  }

  /** Share of flagged rows that are anomalies; 0 where none is flagged. */
  public double precision() {
    int flagged = truePositives + falsePositives;
    return flagged == 0 ? 0 : (double) truePositives / flagged;
  }

  /** Share of anomalies that are flagged; 0 where there is none. */
  public double recall() {
    int positives = truePositives + falseNegatives;
    return positives == 0 ? 0 : (double) truePositives / positives;
  }

  /** Harmonic mean of precision and recall; 0 where nothing is right. */
  public double f1() {
    int sum = 2 * truePositives + falsePositives + falseNegatives;
    return sum == 0 ? 0 : 2.0 * truePositives / sum;
  }
}
