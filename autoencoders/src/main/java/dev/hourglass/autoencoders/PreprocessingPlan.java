package dev.hourglass.autoencoders;

import dev.hourglass.engine.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Preprocessing before it is fitted: steps that are done in order.
 *
 * @param steps may be empty
 */
public record PreprocessingPlan(List<Step> steps) {
  /** No preprocessing. */
  public static final PreprocessingPlan NONE = new PreprocessingPlan(List.of());

  public PreprocessingPlan {
    steps = List.copyOf(steps);
  }

  /** One step. */
  public sealed interface Step {
    /** Scale each column to [0, 1]. */
    record MinMax() implements Step {}

    /** Scale each column to mean 0 and variance 1. */
    record Standardise() implements Step {}

    /** Move numbers into [low, high]. */
    record Clip(float low, float high) implements Step {}
  }

  /**
   * A plan from text: {@code none}, or {@code min-max}, {@code standardise}, {@code clip:LOW:HIGH}
   * joined by commas, such as {@code clip:0:1000,min-max}.
   *
   * @throws IllegalArgumentException if the text is none of these; the message lists them
   */
  public static PreprocessingPlan parse(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    List<Step> steps = new ArrayList<>();
    for (String part : wanted.equals("none") ? new String[0] : wanted.split(",", -1)) {
      steps.add(step(part.strip()));
    }
    return new PreprocessingPlan(steps);
  }

  private static Step step(String part) {
    return switch (part) {
      case "min-max", "minmax" -> new Step.MinMax();
      case "standardise", "standardize" -> new Step.Standardise();
      default -> clip(part);
    };
  }

  private static Step clip(String part) {
    String[] parts = part.split(":", -1);
    if (parts.length == 3 && parts[0].equals("clip")) {
      try {
        Preprocessing.Clip clip =
            new Preprocessing.Clip(Float.parseFloat(parts[1]), Float.parseFloat(parts[2]));
        return new Step.Clip(clip.low(), clip.high());
      } catch (NumberFormatException _) {
        throw unknown(part);
      }
    }
    throw unknown(part);
  }

  private static IllegalArgumentException unknown(String part) {
    return new IllegalArgumentException(
        "unknown preprocessing \"%s\": choose none, or join min-max, standardise and clip:LOW:HIGH by commas"
            .formatted(part));
  }

  /** The text that {@link #parse} understands. */
  public String text() {
    List<String> parts = steps.stream().map(PreprocessingPlan::text).toList();
    return parts.isEmpty() ? "none" : String.join(",", parts);
  }

  private static String text(Step step) {
    return switch (step) {
      case Step.MinMax() -> "min-max";
      case Step.Standardise() -> "standardise";
      case Step.Clip(float low, float high) -> "clip:" + low + ":" + high;
    };
  }

  /** Fits the steps on rows [N, D], each on what the steps before it leave. */
  public Preprocessing fit(NDArray rows) {
    return fit(rows, IntStream.range(0, rows.shape().dim(0)).toArray());
  }

  /**
   * The same on some of the rows only, so that rows kept for validation say nothing.
   *
   * @param chosen numbers of the rows to fit on, from 0
   */
  public Preprocessing fit(NDArray rows, int[] chosen) {
    List<Preprocessing> done = new ArrayList<>();
    for (Step step : steps) {
      done.add(
          switch (step) {
            case Step.MinMax() -> new ColumnFit(rows, chosen, done).minMax();
            case Step.Standardise() -> new ColumnFit(rows, chosen, done).standardise();
            case Step.Clip(float low, float high) -> new Preprocessing.Clip(low, high);
          });
    }
    return switch (done.size()) {
      case 0 -> new Preprocessing.Identity();
      case 1 -> done.getFirst();
      default -> new Preprocessing.Chain(done);
    };
  }
}
