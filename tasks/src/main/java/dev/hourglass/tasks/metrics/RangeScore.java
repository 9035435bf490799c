package dev.hourglass.tasks.metrics;

import java.util.List;

/**
 * Range-based precision and recall (Tatbul et al., 2018) with flat bias: every true segment gives
 * recall alpha for being found at all and the rest for the share of it that is covered, divided by
 * the number of predicted segments that share the work; every predicted segment gives precision
 * likewise, with alpha 0.
 *
 * @param precision in [0, 1]; 0 where nothing is predicted
 * @param recall in [0, 1]; 0 where there is no true segment
 */
public record RangeScore(double precision, double recall) {

  /**
   * Scores predicted segments against true ones; both are disjoint.
   *
   * @param alpha in [0, 1], the reward for finding a segment at all; 0 looks at overlap alone
   */
  public static RangeScore of(List<Segment> truth, List<Segment> predicted, double alpha) {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha must be from 0 to 1, got " + alpha);
    }
    return new RangeScore(mean(predicted, truth, 0), mean(truth, predicted, alpha));
  }

  private static double mean(List<Segment> segments, List<Segment> others, double alpha) {
    return segments.stream().mapToDouble(s -> reward(s, others, alpha)).average().orElse(0);
  }

  private static double reward(Segment segment, List<Segment> others, double alpha) {
    int covered = 0;
    int touching = 0;
    for (Segment other : others) {
      int overlap = segment.overlap(other);
      covered += overlap;
      touching += overlap > 0 ? 1 : 0;
    }
    double share = (double) covered / segment.length() / Math.max(touching, 1);
    return alpha * (touching > 0 ? 1 : 0) + (1 - alpha) * share;
  }

  /** Harmonic mean of both; 0 where both are 0. */
  public double f1() {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
}
