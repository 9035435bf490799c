package dev.hourglass.tasks.metrics;

import java.util.List;

/**
 * Whole segments counted, as Orion does (Hundman et al., 2018; Geiger et al., 2020): a true segment
 * is found if a predicted one overlaps it, and a predicted segment that overlaps none is a false
 * alarm. Kind to detectors that flag long stretches, so read it beside {@link Vus}.
 *
 * @param found true segments that were found
 * @param missed true segments that were not
 * @param falseAlarms predicted segments that overlap no true one
 */
public record OverlapScore(int found, int missed, int falseAlarms) {

  /** Counts predicted segments against the true ones, both in points of one series. */
  public static OverlapScore of(List<Segment> truth, List<Segment> predicted) {
    int found = touched(truth, predicted);
    return new OverlapScore(
        found, truth.size() - found, predicted.size() - touched(predicted, truth));
  }

  private static int touched(List<Segment> segments, List<Segment> by) {
    return (int) segments.stream().filter(s -> by.stream().anyMatch(p -> s.overlap(p) > 0)).count();
  }

  /** The counts of two series together. */
  public OverlapScore plus(OverlapScore other) {
    return new OverlapScore(
        found + other.found, missed + other.missed, falseAlarms + other.falseAlarms);
  }

  /** Found over found and false alarms; 0 where there is neither. */
  public double precision() {
    return found + falseAlarms == 0 ? 0 : (double) found / (found + falseAlarms);
  }

  /** Found over all true segments; 0 where there is none. */
  public double recall() {
    return found + missed == 0 ? 0 : (double) found / (found + missed);
  }

  /** 2 found / (2 found + missed + false alarms); 0 where all are 0. */
  public double f1() {
    int sum = 2 * found + missed + falseAlarms;
    return sum == 0 ? 0 : 2.0 * found / sum;
  }
}
