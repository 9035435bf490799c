package dev.hourglass.tasks.metrics;

import dev.hourglass.engine.random.Threefry;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Percentile intervals of a figure by drawing rows with replacement (Efron, 1979), anomalies and
 * ordinary rows each among themselves, so that both are in every draw. The same seed gives the same
 * interval on any number of threads.
 *
 * @param draws how many samples are drawn, 2 or more
 * @param level share of the samples inside the interval, in (0, 1)
 * @param seed of the draws
 */
public record Bootstrap(int draws, double level, long seed) {
  /** 1,000 draws, 95 per cent. */
  public static final Bootstrap DEFAULTS = new Bootstrap(1000, 0.95, 42);

  private static final int STREAM = 1 << 27;

  public Bootstrap {
    if (draws < 2 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "bootstrap: needs 2 draws or more and a level between 0 and 1, got %d and %s"
              .formatted(draws, level));
    }
  }

  /**
   * The interval of a figure.
   *
   * @param figure of labelled scores, such as {@code t -> RocCurve.of(t).area()}
   * @throws IllegalArgumentException if all rows are anomalies or none is
   */
  public Interval interval(Labelled labelled, ToDoubleFunction<Labelled> figure) {
    int[] anomalies = numbers(labelled.requireBoth(), true);
    int[] ordinary = numbers(labelled, false);
    double[] values =
        IntStream.range(0, draws)
            .parallel()
            .mapToDouble(d -> figure.applyAsDouble(labelled.rows(draw(anomalies, ordinary, d))))
            .toArray();
    Arrays.sort(values);
    double outside = (1 - level) / 2;
    return new Interval(
        figure.applyAsDouble(labelled),
        Quantiles.ofSorted(values, outside),
        Quantiles.ofSorted(values, 1 - outside));
  }

  private int[] draw(int[] anomalies, int[] ordinary, int draw) {
    int[] chosen = new int[anomalies.length + ordinary.length];
    for (int i = 0; i < chosen.length; i++) {
      boolean first = i < anomalies.length;
      int[] from = first ? anomalies : ordinary;
      chosen[i] = from[Threefry.below(from.length, seed, STREAM, draw, i)];
    }
    return chosen;
  }

  private static int[] numbers(Labelled labelled, boolean anomalous) {
    return IntStream.range(0, labelled.size())
        .filter(i -> labelled.anomalous()[i] == anomalous)
        .toArray();
  }
}
