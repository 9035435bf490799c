package dev.hourglass.cli;

import dev.hourglass.tasks.anomaly.ThresholdRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code train --task anomaly}. */
final class AnomalyFlags {
  private static final double FALSE_ALARMS = 0.01;

  @Option(
      names = "--task",
      paramLabel = "anomaly",
      description =
          "Learn what is ordinary in a table, to find what is not (hourglass detect). Then --model is"
              + " denoising-and-distance (the default), robust where many training rows may be"
              + " anomalies, denoising, dense, variational, mixed,"
              + " ensemble, pca or distance; lstm, gru, lstm-and-distance or gru-and-distance where a"
              + " row is one measurement over time; auto for the best of several on held-out rows;"
              + " with --time dense-window (the default), conv-window, lstm-window or aer.")
  @Nullable String task;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description =
          "Says which rows are anomalies, or their class; it is never an input. Default: y of an npz file")
  @Nullable String label;

  @Option(
      names = "--normal",
      paramLabel = "VALUE",
      description = "What ordinary rows have under --label; then only they train.")
  @Nullable String normal;

  @Option(
      names = "--train-on",
      paramLabel = "normal|all",
      description =
          "With --normal: which rows train. Default: normal; with all, the model is robust unless"
              + " told otherwise")
  String trainOn = "normal";

  @Option(
      names = "--expected-share",
      paramLabel = "X",
      description = "Flag about this share of rows (PyOD's contamination).")
  @Nullable Double expectedShare;

  @Option(
      names = "--false-alarms",
      paramLabel = "X",
      description = "Flag at most this share of ordinary rows. Default without --normal: 0.01")
  @Nullable Double falseAlarms;

  @Option(
      names = "--costs",
      paramLabel = "MISSED,FALSE",
      description =
          "Flag at the least cost, of a missed anomaly and of a false alarm, on held-out rows.")
  @Nullable String costs;

  @Option(
      names = "--best-f1",
      description = "Flag at the best F1 on held-out rows. Default with --normal")
  boolean bestF1;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write an HTML page on how held-out rows of a table are told apart.")
  @Nullable Path report;

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      description =
          "The rows are points of time series, and this column has their times; all other numbers are values.")
  @Nullable String time;

  @Option(
      names = "--key",
      split = ",",
      paramLabel = "COLUMN",
      description = "With --time: columns that tell series apart.")
  List<String> keys = List.of();

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "With --time: points of a window. Default: the period, by the autocorrelation")
  @Nullable Integer window;

  @Option(
      names = "--spans",
      description =
          "With --time: flag spans that stand out in the series that is looked at. Default without --normal")
  boolean spans;

  /** Whether the rows are points of series. */
  boolean ofSeries() {
    if (time == null && (!keys.isEmpty() || window != null || spans)) {
      throw new Mistake("--key, --window and --spans need --time, the column of times");
    }
    return time != null;
  }

  /** How thresholds of series are found; empty: by spans. */
  Optional<ThresholdRule> ruleOfSeries() {
    boolean ruled = expectedShare != null || falseAlarms != null || costs != null || bestF1;
    if (spans && ruled) {
      throw new Mistake("--spans finds thresholds by itself; leave out the other rule");
    }
    return spans || (!ruled && normal == null)
        ? Optional.empty()
        : Optional.of(rule(normal != null));
  }

  /** Whether the task is named. */
  boolean chosen() {
    if (task != null && !task.equals("anomaly")) {
      throw new Mistake("--task is anomaly, got \"%s\"".formatted(task));
    }
    return task != null;
  }

  /** Whether known anomalies train too. */
  boolean trainOnAll() {
    return switch (trainOn) {
      case "normal" -> false;
      case "all" -> true;
      default -> throw new Mistake("--train-on is normal or all, got \"%s\"".formatted(trainOn));
    };
  }

  /** How the threshold is found. */
  ThresholdRule rule(boolean labelled) {
    List<ThresholdRule> rules = new ArrayList<>();
    Optional.ofNullable(expectedShare).map(ThresholdRule.ExpectedShare::new).ifPresent(rules::add);
    Optional.ofNullable(falseAlarms).map(ThresholdRule.FalseAlarms::new).ifPresent(rules::add);
    if (costs != null) {
      rules.add(costs(costs));
    }
    if (bestF1) {
      rules.add(new ThresholdRule.BestF1());
    }
    if (rules.size() > 1) {
      throw new Mistake(
          "--expected-share, --false-alarms, --costs and --best-f1 exclude each other; choose one");
    }
    if (rules.isEmpty()) {
      return labelled ? new ThresholdRule.BestF1() : new ThresholdRule.FalseAlarms(FALSE_ALARMS);
    }
    if (rules.getFirst().needsLabels() && !labelled) {
      throw new Mistake("--costs and --best-f1 need --label COLUMN --normal VALUE");
    }
    return rules.getFirst();
  }

  private static ThresholdRule costs(String text) {
    String[] parts = text.split(",", -1);
    try {
      if (parts.length == 2) {
        return new ThresholdRule.Costs(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new Mistake("--costs takes two numbers, such as 10,1, got \"%s\"".formatted(text));
  }
}
