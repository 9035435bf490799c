package dev.hourglass.tasks.series;

import dev.hourglass.tasks.metrics.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds anomalous spans in the scores of a series without labels (Hundman et al., "Detecting
 * spacecraft anomalies using LSTMs and nonparametric dynamic thresholding", 2018, with the fixed
 * threshold of Orion, Geiger et al., 2020). A window of a third of the scores moves on by a tenth
 * of itself. In each, scores above mean + {@code deviations} standard deviations are anomalous, and
 * {@code padding} points on either side of them. Spans of a window are pruned: sorted by their
 * highest score, with the highest ordinary score behind them, those after the last fall by a share
 * of {@code leastFall} or more are dropped. What remains is united.
 *
 * @param share of the scores in a window, in (0, 1]
 * @param step share of the window by which it moves on, in (0, 1]
 * @param deviations above 0
 * @param padding 0 or more
 * @param leastFall in [0, 1)
 */
public record Spans(double share, double step, double deviations, int padding, double leastFall) {
  /** Orion's values. */
  public static final Spans DEFAULTS = new Spans(0.33, 0.1, 4, 50, 0.1);

  public Spans {
    boolean shares = share > 0 && share <= 1 && step > 0 && step <= 1;
    if (!shares || !(deviations > 0) || padding < 0 || !(leastFall >= 0 && leastFall < 1)) {
      throw new IllegalArgumentException(
          "spans need shares in (0, 1], deviations above 0, a padding of 0 or more and a fall in [0, 1), got "
              + List.of(share, step, deviations, padding, leastFall));
    }
  }

  /** With another padding. */
  public Spans withPadding(int points) {
    return new Spans(share, step, deviations, points, leastFall);
  }

  /**
   * Which points lie in an anomalous span.
   *
   * @param scores of a series in order of time, [T]
   * @return [T]
   */
  public boolean[] of(double[] scores) {
    boolean[] found = new boolean[scores.length];
    int size = (int) Math.ceil(scores.length * share);
    int move = (int) Math.ceil(size * step);
    for (int from = 0, end = 0; end < scores.length; from += move) {
      end = Math.min(scores.length, from + size);
      for (Segment span : window(Arrays.copyOfRange(scores, from, end))) {
        Arrays.fill(found, from + span.start(), from + span.end(), true);
      }
    }
    return found;
  }

  /** The spans of one window of scores. */
  private List<Segment> window(double[] scores) {
    double mean = Arrays.stream(scores).average().orElse(0);
    double variance = Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).average().orElse(0);
    double threshold = mean + deviations * Math.sqrt(variance);
    boolean[] above = new boolean[scores.length];
    for (int t = 0; t < scores.length; t++) {
      if (scores[t] > threshold) {
        Arrays.fill(
            above, Math.max(0, t - padding), Math.min(scores.length, t + padding + 1), true);
      }
    }
    return pruned(scores, above);
  }

  private List<Segment> pruned(double[] scores, boolean[] above) {
    double ordinary = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < scores.length; t++) {
      ordinary = above[t] ? ordinary : Math.max(ordinary, scores[t]);
    }
    List<Segment> spans = new ArrayList<>(Segment.of(above));
    spans.sort((a, b) -> Double.compare(highest(scores, b), highest(scores, a)));
    int kept = 0;
    for (int i = 0; i < spans.size(); i++) {
      double here = highest(scores, spans.get(i));
      double next = i + 1 < spans.size() ? highest(scores, spans.get(i + 1)) : ordinary;
      boolean falls = next == Double.NEGATIVE_INFINITY || here - next >= leastFall * here;
      kept = falls ? i + 1 : kept;
    }
    return spans.subList(0, kept);
  }

  private static double highest(double[] scores, Segment span) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int t = span.start(); t < span.end(); t++) {
      highest = Math.max(highest, scores[t]);
    }
    return highest;
  }
}
