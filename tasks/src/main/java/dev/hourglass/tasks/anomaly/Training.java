package dev.hourglass.tasks.anomaly;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a {@link TableDetector} came to be.
 *
 * @param data what it was trained on
 * @param rows of the data
 * @param trainedRows rows that the model learned from
 * @param heldOutRows ordinary rows that calibrate
 * @param heldOutAnomalies held-out rows known to be anomalies
 * @param seed of everything random
 * @param threshold in words
 * @param baselineThresholds by the same rule, by the name of the baseline
 * @param candidates area under the ROC curve on held-out rows of each model that was to be chosen
 *     from, by name; empty where the model was named
 */
public record Training(
    String data,
    long rows,
    int trainedRows,
    int heldOutRows,
    int heldOutAnomalies,
    long seed,
    String threshold,
    Map<String, Double> baselineThresholds,
    Map<String, Double> candidates) {
  public Training {
    baselineThresholds = Map.copyOf(baselineThresholds);
    candidates = Collections.unmodifiableSortedMap(new TreeMap<>(candidates));
  }
}
