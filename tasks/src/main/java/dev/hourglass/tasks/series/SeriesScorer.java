package dev.hourglass.tasks.series;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.NDArray;
import java.util.Arrays;
import java.util.Optional;

/**
 * Scores the points of even series. May be shared by threads.
 *
 * @param scale what is done to the values first
 * @param length L, points of a window
 * @param model says what windows should look like
 * @param weights of the channels, [C]
 * @param distance to training windows, which counts as much as the error; empty where it does not
 */
record SeriesScorer(
    Preprocessing.Standardise scale,
    int length,
    Reconstruction model,
    double[] weights,
    Optional<Distance> distance) {
  private static final double LEAST_SHARE = 0.1;
  private static final double LEAST = 1e-4;

  /** One that weighs all channels alike. */
  static SeriesScorer plain(Preprocessing.Standardise scale, int length, Reconstruction model) {
    double[] ones = new double[scale.mean().length];
    Arrays.fill(ones, 1);
    return new SeriesScorer(scale, length, model, ones, Optional.empty());
  }

  /**
   * How far windows are from training windows.
   *
   * @param nearest of them
   * @param usual errors and distances
   */
  record Distance(NearestReconstruction nearest, PointScores.Usual usual) {}

  /** The same with distances. */
  SeriesScorer with(Distance other) {
    return new SeriesScorer(scale, length, model, weights, Optional.of(other));
  }

  /** Points of a series [T, C], T at least L. */
  PointScores of(NDArray points) {
    NDArray scaled = scale.applied(points);
    return of(
        WindowErrors.of(scaled, length, model),
        distance.map(d -> WindowErrors.of(scaled, length, d.nearest())));
  }

  /**
   * Points whose errors are known; each score depends on those of its own point alone, but for
   * sharp ones.
   *
   * @param errors of what the model makes of their windows
   * @param distances the same of the nearest training windows, where these count
   */
  PointScores of(WindowErrors errors, Optional<WindowErrors> distances) {
    scale.invert(errors.expected());
    PointScores scores = PointScores.of(errors, weights);
    if (distance.isEmpty() || distances.isEmpty()) {
      return scores;
    }
    return scores.with(
        PointScores.of(distances.get(), plain(scale, length, model).weights()),
        distance.get().usual());
  }

  /**
   * Weights of the channels: one over the usual error of each and a tenth of the mean of these, so
   * that a deviation counts by how well the model knows the channel.
   *
   * @param usual mean error of each channel on points that did not train, [C]
   */
  static double[] weights(double[] usual) {
    double mean = Arrays.stream(usual).average().orElse(0);
    return Arrays.stream(usual).map(u -> 1 / (u + LEAST_SHARE * mean + LEAST)).toArray();
  }
}
