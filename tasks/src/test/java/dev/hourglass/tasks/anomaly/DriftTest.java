package dev.hourglass.tasks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drift against its closed form, against chance, and where it is there. */
class DriftTest {

  @Test
  void the_index_is_its_closed_form() {
    double[] then = {0.5, 0.5};
    double[] now = {0.9, 0.1};
    assertThat(Psi.of(then, now))
        .isCloseTo(0.4 * StrictMath.log(1.8) + 0.4 * StrictMath.log(5), within(1e-12))
        .isCloseTo(Psi.of(now, then), within(1e-12));
    assertThat(Psi.of(then, then)).isZero();
  }

  /** Of many rows smoothing does not show, and there is nothing to subtract. */
  @Test
  void drift_of_many_rows_is_the_index_of_their_shares() {
    ColumnSummary summary =
        new ColumnSummary(
            "state",
            new Bins.Values(List.of("OH", "NY")),
            List.of(50_000_000L, 40_000_000L, 0L, 10_000_000L));
    Drift drift = Drift.of(summary, new long[] {20_000_000, 70_000_000, 0, 10_000_000});
    double expected = Psi.of(new double[] {0.5, 0.4, 0.1}, new double[] {0.2, 0.7, 0.1});
    assertThat(drift.psi()).isCloseTo(expected, within(1e-5));
    assertThat(drift.largest()).isEqualTo(new Drift.Change("OH", 0.5, 0.2));
    assertThat(drift.missingThen()).isEqualTo(0.1);
    assertThat(drift.level()).isEqualTo(Drift.Level.MUCH);
  }

  private static double[] normal(Random random, int rows, double mean) {
    return random.doubles(rows).map(_ -> mean + random.nextGaussian()).toArray();
  }

  private static Drift drift(double[] then, double[] now) {
    Arrays.sort(then);
    ColumnSummary summary = SummaryFit.numbers("x", false, then, 0);
    long[] counts = new long[summary.counts().size()];
    for (double value : now) {
      counts[((Bins.Ranges) summary.bins()).of(value)]++;
    }
    return Drift.of(summary, counts);
  }

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {3, 20, 100, 1000, 10_000})
  void rows_like_those_of_the_training_have_no_drift(int rows) {
    Random random = new Random(7);
    int drifted = 0;
    double sum = 0;
    for (int i = 0; i < 500; i++) {
      Drift drift = drift(normal(random, 2000, 0), normal(random, rows, 0));
      drifted += drift.level() == Drift.Level.NONE ? 0 : 1;
      sum += drift.psi();
    }
    assertThat(drifted).as("of 500, where 0.5 are expected").isLessThan(3);
    assertThat(sum / 500).as("mean").isLessThan(rows < 100 ? 0.5 : 0.03);
  }

  @ParameterizedTest(name = "by {0} deviations")
  @CsvSource({"0.4,SOME", "1,MUCH", "-3,MUCH", "100,MUCH"})
  void a_shifted_column_has_drifted(double by, Drift.Level level) {
    Random random = new Random(7);
    Drift drift = drift(normal(random, 5000, 0), normal(random, 5000, by));
    assertThat(drift.level()).as("%s", drift).isEqualTo(level);
    assertThat(drift.psi()).isFinite();
    // the index of two normal distributions of the same width is the squared distance; bins lose
    assertThat(drift.psi()).isLessThan(by * by);
  }

  @Test
  void values_that_vanish_or_go_missing_are_drift() {
    ColumnSummary summary =
        new ColumnSummary("paid", new Bins.Values(List.of("yes")), List.of(900L, 100L, 0L));
    Drift gone = Drift.of(summary, new long[] {0, 0, 500});
    assertThat(gone.level()).isEqualTo(Drift.Level.MUCH);
    assertThat(gone.largest()).isEqualTo(new Drift.Change("missing", 0, 1));
    assertThat(gone.missingNow()).isEqualTo(1);
  }

  @Test
  void bins_end_at_deciles() {
    double[] rising = new double[101];
    Arrays.setAll(rising, i -> i);
    Bins bins = SummaryFit.numbers("x", false, rising, 0).bins();
    assertThat(bins)
        .isEqualTo(
            new Bins.Ranges(List.of(10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0), false));
    assertThat(bins.name(0)).isEqualTo("up to 10");
    assertThat(bins.name(1)).isEqualTo("above 10 up to 20");
    assertThat(bins.name(9)).isEqualTo("above 90");
    assertThat(new Bins.Ranges(List.of(86_400.0, 90_000.5), true).name(1))
        .isEqualTo("above 1970-01-02 up to 1970-01-02 01:00");
  }

  @Test
  void numbers_that_are_mostly_the_same_have_fewer_bins() {
    double[] rising = new double[100];
    rising[0] = -0.0;
    rising[98] = 5;
    rising[99] = Double.POSITIVE_INFINITY;
    ColumnSummary summary = SummaryFit.numbers("x", false, rising, 4);
    assertThat(summary.bins()).isEqualTo(new Bins.Ranges(List.of(0.0), false));
    assertThat(summary.counts()).containsExactly(98L, 2L, 4L);
    assertThat(SummaryFit.numbers("x", false, new double[0], 4).counts())
        .containsExactly(0L, 0L, 4L);
  }

  @Test
  void what_cannot_be_is_refused() {
    Bins bins = new Bins.Values(List.of("a"));
    assertThatThrownBy(() -> new ColumnSummary("x", bins, List.of(1L, 1L)))
        .hasMessage("2 bins need 3 counts of 0 or more, got [1, 1]");
    assertThatThrownBy(() -> new ColumnSummary("x", bins, List.of(0L, 0L, 0L)))
        .hasMessage("no row was counted");
    assertThatThrownBy(() -> new Bins.Ranges(List.of(2.0, 2.0), false))
        .hasMessage("edges must be numbers that rise, got [2.0, 2.0]");
    assertThatThrownBy(() -> new Bins.Values(List.of("a", "a")))
        .hasMessage("values must differ, got [a, a]");
  }
}
