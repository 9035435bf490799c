package dev.hourglass.data.table;

import dev.hourglass.data.table.EncodingOptions.Scaling;
import java.util.Arrays;

/** Finds the scaling of a numeric column in one pass. */
final class NumericFit {
  /** The interquartile range of a standard normal distribution. */
  private static final double NORMAL_RANGE = 1.3489795003921634;

  private static final int MOST_QUANTILES = 1000;

  /** A count is encoded by its logarithm when its largest value is this many times its median. */
  private static final double HEAVY_TAIL = 50;

  private final Scaling scaling;
  private final boolean maybeCount;
  private final Moments plain = new Moments();
  private final Moments logarithm = new Moments();
  private double[] sample = new double[1024];
  private int sampled;
  private long missing;

  /**
   * @param maybeCount whether the values are whole numbers from 0 on
   */
  NumericFit(Scaling scaling, boolean maybeCount) {
    this.scaling = scaling;
    this.maybeCount = maybeCount;
  }

  /** Sums in the order of rows, so that the result depends on nothing else. */
  private static final class Moments {
    private long count;
    private double first;
    private double sum;
    private double squares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void add(double x) {
      if (count++ == 0) {
        first = x;
      }
      double d = x - first; // near the mean, so that little is lost in the squares
      sum += d;
      squares += d * d;
      min = Math.min(min, x);
      max = Math.max(max, x);
    }

    double mean() {
      return count == 0 ? 0 : first + sum / count;
    }

    double deviation() {
      double variance = count == 0 ? 0 : (squares - sum * sum / count) / count;
      // What rounding alone can leave of a constant is not a deviation.
      return variance <= 1e-14 * (squares / Math.max(1, count)) ? 0 : Math.sqrt(variance);
    }
  }

  void add(double value, boolean intoSample) {
    if (Double.isNaN(value)) {
      missing++;
      return;
    }
    plain.add(value);
    if (maybeCount) {
      logarithm.add(ColumnEncoding.Numeric.log(value));
    }
    if (intoSample) {
      if (sampled == sample.length) {
        sample = Arrays.copyOf(sample, 2 * sampled);
      }
      sample[sampled++] = value;
    }
  }

  long missing() {
    return missing;
  }

  long count() {
    return plain.count;
  }

  ColumnEncoding.Numeric encoding(boolean integral) {
    double[] sorted = Arrays.copyOf(sample, sampled);
    Arrays.sort(sorted);
    double median = sorted.length == 0 ? 0 : quantile(sorted, 0.5);
    boolean log = maybeCount && plain.count > 0 && plain.max > HEAVY_TAIL * (median + 1);
    if (log) {
      for (int i = 0; i < sorted.length; i++) {
        sorted[i] = ColumnEncoding.Numeric.log(sorted[i]);
      }
    }
    return new ColumnEncoding.Numeric(scale(log ? logarithm : plain, sorted), log, integral);
  }

  private Scale scale(Moments m, double[] sorted) {
    return switch (scaling) {
      case STANDARD -> affine(m.mean(), m.deviation());
      case MIN_MAX -> affine(m.count == 0 ? 0 : m.min, m.count == 0 ? 1 : m.max - m.min);
      case ROBUST -> {
        double median = sorted.length == 0 ? 0 : quantile(sorted, 0.5);
        double range = sorted.length == 0 ? 0 : quantile(sorted, 0.75) - quantile(sorted, 0.25);
        yield affine(median, range > 0 ? range / NORMAL_RANGE : m.deviation());
      }
      case QUANTILE -> quantiles(sorted, m);
    };
  }

  private Scale.Affine affine(double offset, double scale) {
    boolean sound = scale > 0 && Double.isFinite(scale) && Double.isFinite(offset);
    return new Scale.Affine(scaling, Double.isFinite(offset) ? offset : 0, sound ? scale : 1);
  }

  /** Distinct quantiles with the normal score of their middle rank. */
  private Scale quantiles(double[] sorted, Moments m) {
    int n = sorted.length;
    int points = Math.min(n, MOST_QUANTILES);
    double[] values = new double[points];
    double[] scores = new double[points];
    int k = 0;
    for (int p = 0; p < points; p++) {
      double value = sorted[points == 1 ? 0 : (int) ((long) p * (n - 1) / (points - 1))];
      if (k > 0 && values[k - 1] == value) {
        continue;
      }
      double rank = (below(sorted, value) + notAbove(sorted, value)) / 2.0;
      values[k] = value;
      scores[k++] = NormalScore.of(rank / n);
    }
    return k < 2
        ? affine(m.mean(), m.deviation())
        : new Scale.Quantiles(Arrays.copyOf(values, k), Arrays.copyOf(scores, k));
  }

  private static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int notAbove(double[] sorted, double value) {
    return below(sorted, Math.nextUp(value));
  }

  /** By a straight line between neighbours, as NumPy's default. */
  private static double quantile(double[] sorted, double p) {
    double at = p * (sorted.length - 1);
    int i = (int) Math.floor(at);
    int next = Math.min(i + 1, sorted.length - 1);
    return sorted[i] + (at - i) * (sorted[next] - sorted[i]);
  }
}
