package dev.hourglass.data.table;

import dev.hourglass.data.table.EncodingOptions.Scaling;
import java.util.Arrays;
import java.util.Locale;

/** How a number is scaled, and back. */
public sealed interface Scale {

  double apply(double value);

  double invert(double scaled);

  /** A few words for people. */
  String describe();

  /**
   * (x - offset) / scale.
   *
   * @param kind how offset and scale were found
   * @param scale greater than 0
   */
  record Affine(Scaling kind, double offset, double scale) implements Scale {
    public Affine {
      if (!(scale > 0 && Double.isFinite(scale) && Double.isFinite(offset))) {
        throw new IllegalArgumentException("offset %s, scale %s".formatted(offset, scale));
      }
    }

    @Override
    public double apply(double value) {
      return (value - offset) / scale;
    }

    @Override
    public double invert(double scaled) {
      return scaled * scale + offset;
    }

    @Override
    public String describe() {
      return String.format(Locale.ROOT, "%s scaling, (x - %.6g) / %.6g", kind.id(), offset, scale);
    }
  }

  /**
   * To a standard normal distribution, by straight lines between quantiles of the training values;
   * beyond the first and the last the line goes on.
   *
   * @param values ascending, no two equal, at least 2
   * @param scores the normal score of each, ascending
   */
  record Quantiles(double[] values, double[] scores) implements Scale {
    public Quantiles {
      if (values.length < 2 || values.length != scores.length) {
        throw new IllegalArgumentException(
            "%d values and %d scores".formatted(values.length, scores.length));
      }
      for (int i = 1; i < values.length; i++) {
        if (!(values[i] > values[i - 1] && scores[i] > scores[i - 1])) {
          throw new IllegalArgumentException("quantiles do not ascend at " + i);
        }
      }
    }

    @Override
    public double apply(double value) {
      return line(values, scores, value);
    }

    @Override
    public double invert(double scaled) {
      return line(scores, values, scaled);
    }

    private static double line(double[] from, double[] to, double x) {
      int found = Arrays.binarySearch(from, x);
      int high = found >= 0 ? found : -found - 1;
      int i = Math.clamp(high, 1, from.length - 1);
      double t = (x - from[i - 1]) / (from[i] - from[i - 1]);
      return to[i - 1] + t * (to[i] - to[i - 1]);
    }

    @Override
    public String describe() {
      return "normal scores by %d quantiles".formatted(values.length);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Quantiles q
          && Arrays.equals(values, q.values)
          && Arrays.equals(scores, q.scores);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(values) + Arrays.hashCode(scores);
    }
  }
}
