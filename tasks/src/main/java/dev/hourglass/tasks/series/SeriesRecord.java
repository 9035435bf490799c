package dev.hourglass.tasks.series;

import java.util.Map;

/**
 * How a {@link SeriesDetector} came to be.
 *
 * @param data what it was trained on
 * @param rows of the data
 * @param series in them
 * @param step the usual distance between points, in seconds where times are dates
 * @param dates whether times are dates
 * @param trainedWindows windows that may have been learned from
 * @param heldOutPoints points that calibrate
 * @param steps of training
 * @param seed of everything random
 * @param baselineThresholds by the rule of the detector, by the name of the baseline; empty where
 *     spans are flagged
 */
public record SeriesRecord(
    String data,
    long rows,
    int series,
    double step,
    boolean dates,
    int trainedWindows,
    int heldOutPoints,
    int steps,
    long seed,
    Map<String, Double> baselineThresholds) {
  public SeriesRecord {
    baselineThresholds = Map.copyOf(baselineThresholds);
  }
}
