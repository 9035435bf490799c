package dev.hourglass.tasks.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Volume under the surface (Paparrizos et al., "Volume under the surface: a new accuracy evaluation
 * measure for time-series anomaly detection", VLDB 2022): the area under a curve whose labels fade
 * out over a buffer around each anomaly, averaged over buffers of 0 to a greatest length. Forgives
 * scores that are a little early or late, and needs no threshold.
 *
 * <p>With a buffer of l points, a point at distance d up to l / 2 from an anomaly has the label
 * sqrt(1 - d / l). Recall is the flagged share of the labels (measured against the mean of faded
 * and original ones, at most 1) times the share of anomalies that are touched at all; precision is
 * the mean label of the flagged points. Every distinct score is a threshold.
 *
 * @param roc volume under the surface of ROC curves, in [0, 1]
 * @param pr volume under the surface of precision-recall curves, in [0, 1]
 */
public record Vus(double roc, double pr) {

  /**
   * Volumes of a series.
   *
   * @param series scores and labels in order of time
   * @param greatestBuffer 0 or more; the paper takes the period of the series or the mean length of
   *     its anomalies
   * @throws IllegalArgumentException if all points are anomalous or none is
   */
  public static Vus of(Labelled series, int greatestBuffer) {
    if (greatestBuffer < 0) {
      throw new IllegalArgumentException("a buffer has 0 points or more, got " + greatestBuffer);
    }
    List<Segment> anomalies = Segment.of(series.requireBoth().anomalous());
    int[] order =
        IntStream.range(0, series.size())
            .boxed()
            .sorted((a, b) -> Double.compare(series.scores()[b], series.scores()[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    Vus[] areas =
        IntStream.rangeClosed(0, greatestBuffer)
            .parallel()
            .mapToObj(buffer -> area(series, anomalies, order, buffer))
            .toArray(Vus[]::new);
    double roc = 0;
    double pr = 0;
    for (Vus area : areas) {
      roc += area.roc();
      pr += area.pr();
    }
    return new Vus(roc / areas.length, pr / areas.length);
  }

  /** Both areas at one buffer. */
  private static Vus area(Labelled series, List<Segment> anomalies, int[] order, int buffer) {
    int n = series.size();
    double[] labels = faded(anomalies, n, buffer);
    List<Segment> widened = widened(anomalies, n, buffer);
    int[] owner = owners(widened, n);
    boolean[] touched = new boolean[widened.size()];
    double original = series.positives();
    double all = 0;
    for (double label : labels) {
      all += label;
    }
    double positives = (original + all) / 2;
    double negatives = n - positives;
    int found = 0;
    double hits = 0;
    double recall = 0;
    double fallout = 0;
    double roc = 0;
    double pr = 0;
    for (int i = 0; i < n; i++) {
      int point = order[i];
      hits += labels[point];
      if (owner[point] >= 0 && !touched[owner[point]]) {
        touched[owner[point]] = true;
        found++;
      }
      boolean tied = i + 1 < n && series.scores()[order[i + 1]] == series.scores()[point];
      if (!tied) {
        double r = Math.min(hits / positives, 1) * found / touched.length;
        double f = Math.min((i + 1 - hits) / negatives, 1);
        roc += (f - fallout) * (r + recall) / 2;
        pr += (r - recall) * hits / (i + 1);
        recall = r;
        fallout = f;
      }
    }
    roc += (1 - fallout) * (1 + recall) / 2;
    return new Vus(roc, pr);
  }

  /** Labels with ramps on both sides; where ramps of two anomalies meet, their sum up to 1. */
  private static double[] faded(List<Segment> anomalies, int n, int buffer) {
    double[] labels = new double[n];
    for (Segment s : anomalies) {
      for (int i = s.start(); i < s.end(); i++) {
        labels[i] = 1;
      }
      for (int d = 1; d <= buffer / 2; d++) {
        double label = Math.sqrt(1 - (double) d / buffer);
        if (s.start() - d >= 0) {
          labels[s.start() - d] += label;
        }
        if (s.end() - 1 + d < n) {
          labels[s.end() - 1 + d] += label;
        }
      }
    }
    for (int i = 0; i < n; i++) {
      labels[i] = Math.min(labels[i], 1);
    }
    return labels;
  }

  /** The anomalies with their ramps, those that meet made one. */
  private static List<Segment> widened(List<Segment> anomalies, int n, int buffer) {
    boolean[] inside = new boolean[n];
    for (Segment s : anomalies) {
      int from = Math.max(0, s.start() - buffer / 2);
      int to = Math.min(n, s.end() + buffer / 2);
      java.util.Arrays.fill(inside, from, to, true);
    }
    return new ArrayList<>(Segment.of(inside));
  }

  private static int[] owners(List<Segment> segments, int n) {
    int[] owner = new int[n];
    java.util.Arrays.fill(owner, -1);
    for (int s = 0; s < segments.size(); s++) {
      java.util.Arrays.fill(owner, segments.get(s).start(), segments.get(s).end(), s);
    }
    return owner;
  }
}
