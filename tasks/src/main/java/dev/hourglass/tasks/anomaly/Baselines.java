package dev.hourglass.tasks.anomaly;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.Detector;
import dev.hourglass.tasks.baseline.IsolationForest;
import dev.hourglass.tasks.baseline.Mahalanobis;
import dev.hourglass.tasks.baseline.NearestNeighbours;
import dev.hourglass.tasks.baseline.PcaResidual;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a detector is always held against, by name, fitted on its reference rows. */
record Baselines(Map<String, Detector.Fitted> fitted) {

  private static List<Detector> all(long seed, int threads) {
    return List.of(
        PcaResidual.DEFAULTS,
        new Mahalanobis(),
        new NearestNeighbours(5, threads),
        IsolationForest.of(seed));
  }

  static Baselines fit(AnomalyDetector detector, long seed, int threads) {
    Map<String, Detector.Fitted> fitted = new LinkedHashMap<>();
    for (Detector baseline : all(seed, threads)) {
      fitted.put(baseline.id(), baseline.fit(detector.reference().rows()));
    }
    return new Baselines(fitted);
  }

  /** Scores of rows by each baseline. */
  Map<String, double[]> scores(NDArray scaled) {
    Map<String, double[]> scores = new LinkedHashMap<>();
    fitted.forEach((id, baseline) -> scores.put(id, baseline.score(scaled)));
    return scores;
  }
}
