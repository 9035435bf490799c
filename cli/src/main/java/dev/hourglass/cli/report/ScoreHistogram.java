package dev.hourglass.cli.report;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * How many scores there are of which size, in bins of equal ratio; scores of 0 and below share one.
 * The bins need no bounds beforehand, and there are at most some tens of thousands.
 */
final class ScoreHistogram {
  private static final double PER_DECADE = 100;
  private static final int NONE = Integer.MIN_VALUE / 2;

  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private long total;

  static ScoreHistogram of(double[] scores) {
    ScoreHistogram histogram = new ScoreHistogram();
    Arrays.stream(scores).forEach(histogram::add);
    return histogram;
  }

  void add(double score) {
    counts.merge(bin(score), 1L, Long::sum);
    total++;
  }

  long total() {
    return total;
  }

  /** The share of scores in {@code [from, to)}, with bounds of bins. */
  double share(int from, int to) {
    long sum = 0;
    for (long count : counts.subMap(from, to).values()) {
      sum += count;
    }
    return total == 0 ? 0 : (double) sum / total;
  }

  /** The bin below which less than this share of the scores lies; 0 where no score is above 0. */
  int lowest(double share) {
    long sum = 0;
    for (var entry : counts.entrySet()) {
      sum += entry.getValue();
      if (sum > share * total && entry.getKey() > NONE) {
        return entry.getKey();
      }
    }
    return 0;
  }

  int highest() {
    return counts.isEmpty() || counts.lastKey() == NONE ? 0 : counts.lastKey();
  }

  static int bin(double score) {
    return score > 0
        ? (int) Math.floor(PER_DECADE * StrictMath.log10(Math.min(score, Double.MAX_VALUE)))
        : NONE;
  }

  /** The least score of a bin. */
  static double score(int bin) {
    return Math.clamp(StrictMath.pow(10, bin / PER_DECADE), Double.MIN_NORMAL, Double.MAX_VALUE);
  }
}
