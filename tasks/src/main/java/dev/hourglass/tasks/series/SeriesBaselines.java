package dev.hourglass.tasks.series;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a detector of series is always held against, fitted on its reference windows and scored as
 * it is, but with all channels alike.
 *
 * @param scale of the detector
 * @param length points of a window
 * @param reference training windows, [R, D]
 * @param threads to use
 */
record SeriesBaselines(
    Preprocessing.Standardise scale, int length, NDArray reference, int threads) {
  /** Which of the nearest windows counts. */
  static final int NEIGHBOURS = 5;

  /** By name. */
  Map<String, SeriesScorer> scorers() {
    Map<String, SeriesScorer> scorers = new LinkedHashMap<>();
    scorers.put("pca-windows", scorer(PcaReconstruction.fit(reference, Integer.MAX_VALUE)));
    scorers.put("knn-windows", scorer(NearestReconstruction.fit(reference, NEIGHBOURS, threads)));
    return scorers;
  }

  private SeriesScorer scorer(Reconstruction model) {
    return SeriesScorer.plain(scale, length, model);
  }
}
