package dev.hourglass.tasks.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.table.ColumnBatch;
import dev.hourglass.tasks.anomaly.Bins;
import dev.hourglass.tasks.anomaly.ColumnSummary;
import dev.hourglass.tasks.anomaly.Drift;
import dev.hourglass.tasks.anomaly.DriftTally;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drift of series, whose neighbouring points are not independent, against what chance does. */
class DependenceTest {
  private static final int TRAINED = 4000;

  /** x(t) = phi x(t - 1) + noise, with a variance of 1, and a wave of some height upon it. */
  private static double[] process(Random random, int points, double phi, double wave) {
    double[] x = new double[points];
    double state = random.nextGaussian();
    double phase = random.nextDouble() * 2 * Math.PI;
    for (int t = 0; t < points; t++) {
      x[t] = state + wave * Math.sin(2 * Math.PI * t / 24 + phase);
      state = phi * state + Math.sqrt(1 - phi * phi) * random.nextGaussian();
    }
    return x;
  }

  private static double dependence(ColumnSummary summary, List<double[]> runs) {
    return summary.bins() instanceof Bins.Ranges ranges ? Dependence.of(ranges, runs) : 0;
  }

  private static Drift drift(double[] then, double[] now) {
    ColumnSummary summary = ColumnSummary.ofNumbers("x", then);
    DriftTally tally =
        DriftTally.of(
            List.of(summary.withDependence(dependence(summary, List.of(then)))), Optional.empty());
    tally.add(List.of(new ColumnBatch.Numbers(now)), new double[now.length]);
    return tally.drifts().getFirst();
  }

  /** The last but one forgets so slowly that the training is 20 independent points. */
  @ParameterizedTest(name = "phi {0}, wave {1}, {2} points")
  @CsvSource({
    "0, 0, 100, 1", "0, 0, 4000, 1", "0.7, 0, 200, 1", "0.7, 0, 2000, 1", "0.95, 0, 200, 1",
    "0.95, 0, 1000, 2", "0.95, 0, 4000, 4", "0, 2, 12, 1", "0, 2, 100, 1", "0, 2, 1000, 1",
    "0.9, 2, 300, 2", "0.99, 0, 4000, 12", "0.99, 0, 500, 3"
  })
  void a_fresh_stretch_has_hardly_ever_drifted(double phi, double wave, int points, int most) {
    Random random = new Random(5);
    int drifted = 0;
    for (int i = 0; i < 200; i++) {
      double[] all = process(random, TRAINED + points, phi, wave);
      Drift drift =
          drift(Arrays.copyOf(all, TRAINED), Arrays.copyOfRange(all, TRAINED, all.length));
      drifted += drift.level() == Drift.Level.NONE ? 0 : 1;
    }
    assertThat(drifted).as("of 200").isLessThanOrEqualTo(most);
  }

  @Test
  void one_of_two_series_that_differ_has_not_drifted() {
    Random random = new Random(5);
    double[] low = process(random, 1000, 0, 0);
    double[] high = Arrays.stream(process(random, 1000, 0, 0)).map(v -> v + 10).toArray();
    ColumnSummary summary =
        ColumnSummary.ofNumbers(
            "x", Stream.of(low, high).flatMapToDouble(Arrays::stream).toArray());
    double dependence = dependence(summary, List.of(low, high));
    assertThat(dependence).isGreaterThan(25);
    DriftTally tally = DriftTally.of(List.of(summary.withDependence(dependence)), Optional.empty());
    tally.add(List.of(new ColumnBatch.Numbers(low)), low);
    assertThat(tally.drifts().getFirst().level()).isEqualTo(Drift.Level.NONE);
    assertThat(dependence(summary, List.of(new double[] {1, 1, 1, 1}))).isEqualTo(1);
    assertThat(dependence(summary, List.of(new double[] {1, Double.NaN}))).isEqualTo(1);
  }

  @Test
  void independent_points_tell_a_point_each() {
    Random random = new Random(5);
    double sum = 0;
    for (int i = 0; i < 50; i++) {
      double[] x = process(random, 2000, 0, 0);
      sum += dependence(ColumnSummary.ofNumbers("x", x), List.of(x));
    }
    assertThat(sum / 50).isBetween(1.0, 1.6);
  }

  @ParameterizedTest(name = "phi {0}, wave {1}, {2} points by {3}")
  @CsvSource({"0.7, 0, 2000, 1.5", "0.9, 0, 2000, 2", "0, 2, 500, 4", "0.9, 2, 2000, 4"})
  void a_stretch_that_is_shifted_has(double phi, double wave, int points, double by) {
    for (int seed = 0; seed < 20; seed++) {
      double[] all = process(new Random(seed), TRAINED + points, phi, wave);
      double[] now = Arrays.stream(all, TRAINED, all.length).map(v -> v + by).toArray();
      Drift drift = drift(Arrays.copyOf(all, TRAINED), now);
      assertThat(drift.level()).as("seed %d: %s", seed, drift).isEqualTo(Drift.Level.MUCH);
    }
  }
}
