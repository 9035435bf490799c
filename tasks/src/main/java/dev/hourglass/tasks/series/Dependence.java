package dev.hourglass.tasks.series;

import dev.hourglass.tasks.anomaly.Bins;
import java.util.Arrays;
import java.util.List;

/**
 * How many neighbouring points of series tell as much about the shares of bins as one independent
 * point would: the inflation of their variance by blocks (batch means).
 *
 * <p>A block of L neighbours of N independent points has X² = the sum over B bins of (count - L
 * share)² / (L share), with a mean of (B - 1)(1 - L / N). Of dependent ones it is larger, as much
 * as the population stability index of L new points is by chance. Blocks of 1, 2, 4, ... points are
 * tried while there are four of them, and the largest inflation counts: what has a period is alike
 * in blocks of many periods, but not in shorter ones; what wanders, and series that differ among
 * each other, are not even alike in the longest.
 */
final class Dependence {
  private static final int FEWEST_BLOCKS = 4;

  private Dependence() {}

  /**
   * The factor, 1 or more.
   *
   * @param runs of points without a gap, each in order of time; NaN where a value is missing
   */
  static double of(Bins.Ranges bins, List<double[]> runs) {
    List<int[]> places = runs.stream().map(run -> places(bins, run)).toList();
    long[] counts = new long[bins.count() + 1];
    places.forEach(run -> Arrays.stream(run).forEach(b -> counts[b]++));
    long total = Arrays.stream(counts).sum();
    long used = Arrays.stream(counts).filter(c -> c > 0).count();
    double largest = 1;
    if (used < 2) {
      return largest;
    }
    for (int length = 1; ; length *= 2) {
      Blocks blocks = new Blocks(counts, total, length);
      places.forEach(blocks::add);
      if (blocks.count < FEWEST_BLOCKS) {
        return largest;
      }
      double expected = (used - 1) * (1 - (double) length / total);
      largest = Math.max(largest, blocks.sum / blocks.count / expected);
    }
  }

  private static int[] places(Bins.Ranges bins, double[] run) {
    return Arrays.stream(run).mapToInt(v -> Double.isNaN(v) ? bins.count() : bins.of(v)).toArray();
  }

  /** The sum of X² over blocks of one length. */
  private static final class Blocks {
    private final long[] counts;
    private final double share;
    private final int length;
    private double sum;
    private int count;

    Blocks(long[] counts, long total, int length) {
      this.counts = counts;
      this.share = (double) length / total;
      this.length = length;
    }

    void add(int[] run) {
      int[] inside = new int[counts.length];
      for (int from = 0; from + length <= run.length; from += length) {
        Arrays.fill(inside, 0);
        for (int t = from; t < from + length; t++) {
          inside[run[t]]++;
        }
        for (int b = 0; b < inside.length; b++) {
          double expected = counts[b] * share;
          double difference = inside[b] - expected;
          sum += expected > 0 ? difference * difference / expected : 0;
        }
        count++;
      }
    }
  }
}
