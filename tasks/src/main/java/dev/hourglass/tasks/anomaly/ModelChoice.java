package dev.hourglass.tasks.anomaly;

import dev.hourglass.tasks.metrics.Labelled;
import dev.hourglass.tasks.metrics.RocCurve;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The detector that tells the anomalies of held-out rows best from the ordinary ones.
 *
 * @param detector the chosen one
 * @param auroc of every candidate on these rows, by name; empty where there was nothing to choose
 */
record ModelChoice(AnomalyDetector detector, Map<String, Double> auroc) {

  /**
   * Trains the models and chooses; of equals the first.
   *
   * @param validation what to choose by, asked for only where there is a choice
   * @param fit trains a detector of a model
   */
  static ModelChoice of(
      AnomalyModel model,
      Supplier<Validation> validation,
      Function<AnomalyModel, AnomalyDetector> fit) {
    return model instanceof AnomalyModel.Best(List<AnomalyModel> candidates)
        ? best(candidates, validation.get(), fit)
        : new ModelChoice(fit.apply(model), Map.of());
  }

  private static ModelChoice best(
      List<AnomalyModel> candidates,
      Validation validation,
      Function<AnomalyModel, AnomalyDetector> fit) {
    Map<String, Double> areas = new LinkedHashMap<>();
    AnomalyDetector best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (AnomalyModel candidate : candidates) {
      AnomalyDetector detector = fit.apply(candidate);
      Labelled scored = new Labelled(detector.score(validation.rows()), validation.anomalous());
      double area = RocCurve.of(scored).area();
      areas.put(candidate.id(), area);
      if (best == null || area > most) {
        best = detector;
        most = area;
      }
    }
    return new ModelChoice(Objects.requireNonNull(best), areas);
  }
}
