package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.EpochRecord;
import java.util.List;
import java.util.Locale;

/**
 * A plain sentence on overfitting, from the curves. The rule, in this order, with b the epoch of
 * the lowest validation loss and e the last one:
 *
 * <ol>
 *   <li>no validation data, or fewer than two epochs: nothing can be said;
 *   <li>validation at e is more than 2 % above b while training fell since b: overfitting;
 *   <li>b = e and validation fell by more than 1 % in the last epoch: still learning;
 *   <li>otherwise: no overfitting, and the gap between the two is named.
 * </ol>
 */
final class Verdict {
  private static final double RISE = 0.02;
  private static final double FALL = 0.01;

  private Verdict() {}

  static String of(List<EpochRecord> history, boolean keptBest) {
    if (history.isEmpty() || history.getFirst().validationLoss().isEmpty()) {
      return "Overfitting was not measured: train with validation data to see it.";
    }
    if (history.size() < 2) {
      return "One epoch is too short to see overfitting.";
    }
    int best = bestEpoch(history);
    EpochRecord b = history.get(best - 1);
    EpochRecord e = history.getLast();
    double rise = e.monitored() / b.monitored() - 1;
    if (rise > RISE && e.trainLoss() < b.trainLoss()) {
      String remedy =
          keptBest
              ? "the weights of that epoch were kept"
              : "stop there (early stopping), use more data or a penalty";
      return String.format(
          Locale.ROOT,
          "Overfitting: since epoch %d the validation loss has risen by %.1f %%; %s.",
          best,
          100 * rise,
          remedy);
    }
    double last = 1 - e.monitored() / history.get(history.size() - 2).monitored();
    if (best == e.epoch() && last > FALL) {
      return String.format(
          Locale.ROOT,
          "No overfitting: the validation loss still fell by %.1f %% in the last epoch; more epochs may help.",
          100 * last);
    }
    double gap = e.monitored() / e.trainLoss() - 1;
    return String.format(
        Locale.ROOT,
        "No overfitting: the validation loss does not rise, and is %.1f %% %s the training loss.",
        100 * Math.abs(gap),
        side(gap));
  }

  private static String side(double gap) {
    return gap < 0 ? "below" : "above";
  }

  /** The first epoch of the lowest monitored loss, 0 if there is none. */
  static int bestEpoch(List<EpochRecord> history) {
    int best = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (EpochRecord e : history) {
      if (e.monitored() < lowest) {
        lowest = e.monitored();
        best = e.epoch();
      }
    }
    return best;
  }
}
