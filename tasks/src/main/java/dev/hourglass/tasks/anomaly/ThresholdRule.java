package dev.hourglass.tasks.anomaly;

import dev.hourglass.tasks.metrics.Labelled;
import java.util.Locale;
import java.util.Optional;

/** How the threshold is found, in the same way for a detector and for what it is compared with. */
public sealed interface ThresholdRule {

  /** Which rows are anomalies must be known. */
  default boolean needsLabels() {
    return false;
  }

  /** In words, such as {@code false alarms 0.01}. */
  String text();

  /**
   * The rule for held-out rows.
   *
   * @param labelled their scores, where it is known which are anomalies
   * @throws IllegalArgumentException if labels are needed and there are none
   */
  Threshold threshold(Optional<Labelled> labelled);

  /** The score from which on rows are flagged: always finite. */
  default double of(double[] ordinary, Optional<Labelled> labelled) {
    double found = threshold(labelled).of(Calibration.of(ordinary).heldOut());
    return Math.clamp(found, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /** {@link Threshold#expectedShare}. */
  record ExpectedShare(double share) implements ThresholdRule {
    public ExpectedShare {
      Threshold.expectedShare(share);
    }

    @Override
    public String text() {
      return "expected share " + share;
    }

    @Override
    public Threshold threshold(Optional<Labelled> labelled) {
      return Threshold.expectedShare(share);
    }
  }

  /** {@link Threshold#falseAlarmRate}. */
  record FalseAlarms(double rate) implements ThresholdRule {
    public FalseAlarms {
      Threshold.falseAlarmRate(rate);
    }

    @Override
    public String text() {
      return "false alarms " + rate;
    }

    @Override
    public Threshold threshold(Optional<Labelled> labelled) {
      return Threshold.falseAlarmRate(rate);
    }
  }

  /** {@link Threshold#leastCost}. */
  record Costs(double missed, double falseAlarm) implements ThresholdRule {
    public Costs {
      if (!(missed >= 0 && falseAlarm >= 0 && Double.isFinite(missed + falseAlarm))) {
        throw new IllegalArgumentException(
            "costs must be 0 or more, got %s and %s".formatted(missed, falseAlarm));
      }
    }

    @Override
    public boolean needsLabels() {
      return true;
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "costs %s and %s", missed, falseAlarm);
    }

    @Override
    public Threshold threshold(Optional<Labelled> labelled) {
      return Threshold.leastCost(required(labelled, this), missed, falseAlarm);
    }
  }

  /** {@link Threshold#bestF1}. */
  record BestF1() implements ThresholdRule {
    @Override
    public boolean needsLabels() {
      return true;
    }

    @Override
    public String text() {
      return "best F1";
    }

    @Override
    public Threshold threshold(Optional<Labelled> labelled) {
      return Threshold.bestF1(required(labelled, this));
    }
  }

  private static Labelled required(Optional<Labelled> labelled, ThresholdRule rule) {
    return labelled.orElseThrow(() ->
        new IllegalArgumentException(
            "a threshold by %s needs to know which rows are anomalies".formatted(rule.text())));
  }
}
