package dev.hourglass.tasks.anomaly;

import dev.hourglass.tasks.metrics.Confusion;
import dev.hourglass.tasks.metrics.Labelled;
import dev.hourglass.tasks.metrics.Quantiles;

/** From which score on a row is flagged. */
@FunctionalInterface
public interface Threshold {

  /**
   * The score from which on rows are flagged.
   *
   * @param heldOut scores of held-out rows, rising, one or more
   */
  double of(double[] heldOut);

  /**
   * Flags about this share of rows like those it was fitted on (PyOD's contamination).
   *
   * @param share in (0, 1)
   */
  static Threshold expectedShare(double share) {
    requireShare("expected share", share);
    return heldOut -> Quantiles.ofSorted(heldOut, 1 - share);
  }

  /**
   * Flags rows whose p-value is at most the rate, so at most this share of ordinary rows in the
   * long run. With fewer than 1 / rate - 1 held-out rows no p-value is that small; then rows above
   * all held-out scores are flagged.
   *
   * @param rate in (0, 1)
   */
  static Threshold falseAlarmRate(double rate) {
    requireShare("false-alarm rate", rate);
    return heldOut -> {
      int above = Math.max(0, (int) Math.floor(rate * (heldOut.length + 1) + 1e-9) - 1);
      return Math.nextUp(heldOut[heldOut.length - 1 - above]);
    };
  }

  /** The threshold of the best F1 on labelled scores; report on others. */
  static Threshold bestF1(Labelled labelled) {
    return fixed(Confusion.bestF1(labelled).threshold());
  }

  /**
   * The threshold of the least cost on labelled scores; report on others.
   *
   * @param missed cost of an anomaly that is not flagged, 0 or more
   * @param falseAlarm cost of an ordinary row that is flagged, 0 or more
   */
  static Threshold leastCost(Labelled labelled, double missed, double falseAlarm) {
    return fixed(Confusion.leastCost(labelled, missed, falseAlarm).threshold());
  }

  /** A score that is known. */
  static Threshold fixed(double score) {
    return _ -> score;
  }

  private static void requireShare(String what, double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "%s must be between 0 and 1, got %s".formatted(what, share));
    }
  }
}
