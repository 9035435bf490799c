package dev.hourglass.tasks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.denoising.DenoisingOptions;
import dev.hourglass.tasks.denoising.NoiseSchedule;
import dev.hourglass.tasks.metrics.Labelled;
import dev.hourglass.tasks.metrics.RocCurve;
import dev.hourglass.tasks.variational.VariationalOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnomalyDetectorTest {
  private static final AnomalyModel DENOISING =
      new AnomalyModel.Denoising(
          new DenoisingOptions(32, 2, NoiseSchedule.DEFAULTS, 500, 32, 3e-3, 5, 1, 1));
  private static final AnomalyModel BLEND = DENOISING.andDistance();
  private static final AnomalyModel DENSE = new AnomalyModel.Dense(List.of(16, 2), 60, 64);
  private static final AnomalyModel VARIATIONAL =
      new AnomalyModel.Variational(new VariationalOptions(32, 2, 1500, 64, 3e-3, 5, 1, 1));

  private static final AnomalyModel ROBUST = new AnomalyModel.Robust(4, 256, 100, 0.5);

  static List<AnomalyModel> models() {
    return List.of(
        DENOISING,
        DENSE,
        BLEND,
        VARIATIONAL,
        new AnomalyModel.Ensemble(4, 40),
        ROBUST,
        AnomalyModel.Distance.DEFAULTS,
        AnomalyModel.Principal.DEFAULTS);
  }

  /** Four columns of two causes, in units of 10 around 100. */
  private static NDArray ordinary(long seed, int rows) {
    Random random = new Random(seed);
    float[] data = new float[4 * rows];
    for (int i = 0; i < rows; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double[] row = {a, b, a + b, a - b};
      for (int j = 0; j < 4; j++) {
        data[4 * i + j] = (float) (100 + 10 * row[j] + 0.5 * random.nextGaussian());
      }
    }
    return NDArray.of(data, rows, 4);
  }

  private static AnomalyDetector fitted(AnomalyModel model, int threads) {
    return AnomalyDetector.fit(
        ordinary(1, 400), AnomalyOptions.DEFAULTS.withModel(model).withThreads(threads));
  }

  @ParameterizedTest
  @MethodSource("models")
  void a_broken_row_is_flagged_and_its_column_named(AnomalyModel model) {
    AnomalyDetector detector = fitted(model, 1);
    NDArray rows = ordinary(2, 50);
    rows.data()[4 * 7 + 2] += 60;
    List<Explanation> all = detector.explain(rows, 2);
    Explanation broken = all.get(7);
    assertThat(broken.anomaly()).isTrue();
    assertThat(broken.pValue()).isCloseTo(1.0 / 81, within(1e-12));
    // A plain autoencoder smears an error over the columns that belong together.
    boolean plain = model == DENSE || model == ROBUST;
    int rank = plain && broken.reasons().getFirst().column() != 2 ? 1 : 0;
    Reason reason = broken.reasons().get(rank);
    assertThat(reason.column()).isEqualTo(2);
    assertThat(reason.share()).isBetween(0.2, 1.0);
    assertThat(reason.observed()).isEqualTo(rows.data()[4 * 7 + 2]);
    assertThat(reason.expected()).isLessThan(reason.observed() - 10);
    assertThat(broken.reasons()).hasSize(2);
    assertThat(all.stream().filter(Explanation::anomaly).count()).isLessThan(6);
    double[] scores = detector.score(rows);
    assertThat(scores[7]).isEqualTo(broken.score());
    assertThat(Arrays.stream(scores).max().orElseThrow()).isEqualTo(scores[7]);
  }

  /** A fifth of the rows, all alike, breaks what the others keep to. */
  private static NDArray withCrowd(long seed) {
    NDArray rows = ordinary(seed, 500);
    Random random = new Random(seed);
    for (int i = 4; i < 500; i += 5) {
      for (int j = 0; j < 4; j++) {
        rows.data()[4 * i + j] = (float) (j == 3 ? 60 : 130 + 2 * random.nextGaussian());
      }
    }
    return rows;
  }

  @Test
  void a_crowd_of_anomalies_among_training_rows_is_strange_to_the_robust_one_alone() {
    NDArray rows = withCrowd(4);
    boolean[] anomalous = new boolean[500];
    IntStream.iterate(4, i -> i < 500, i -> i + 5).forEach(i -> anomalous[i] = true);
    double[] areas =
        List.of(ROBUST, DENSE, new AnomalyModel.Robust(4, 256, 100, 0)).stream()
            .map(
                m -> AnomalyDetector.fit(rows, AnomalyOptions.DEFAULTS.withModel(m).withThreads(1)))
            .mapToDouble(d -> RocCurve.of(new Labelled(d.score(rows), anomalous)).area())
            .toArray();
    assertThat(areas[0]).isGreaterThan(0.95);
    assertThat(areas[1]).isLessThan(areas[0] - 0.1);
    assertThat(areas[2]).isLessThan(areas[0] - 0.1);
  }

  @Test
  void the_nearest_row_is_numbered_as_it_was_given() {
    NDArray rows = ordinary(1, 400);
    AnomalyDetector detector = fitted(DENSE, 1);
    List<Explanation> all = detector.explain(rows, 0);
    long itself =
        IntStream.range(0, 400)
            .filter(i -> all.get(i).nearestRow() == i && all.get(i).distance() == 0)
            .count();
    assertThat(itself).isEqualTo(320); // all but the held-out fifth
  }

  @ParameterizedTest
  @MethodSource("models")
  void no_bit_depends_on_threads_callers_or_neighbours_in_the_call(AnomalyModel model) {
    NDArray rows = ordinary(3, 60);
    double[] one = fitted(model, 1).score(rows);
    AnomalyDetector other = fitted(model, 3);
    assertThat(other.score(rows)).isEqualTo(one);
    double[] single =
        IntStream.range(0, 60)
            .parallel()
            .mapToDouble(i ->
                other.score(NDArray.of(Arrays.copyOfRange(rows.data(), 4 * i, 4 * i + 4), 1, 4))[0])
            .toArray();
    assertThat(single).isEqualTo(one);
  }

  @Test
  void p_values_are_uniform_at_most() {
    Calibration calibration = Calibration.of(new double[] {3, 1, 2, 2});
    assertThat(calibration.pValue(4)).isEqualTo(0.2);
    assertThat(calibration.pValue(2)).isEqualTo(0.8);
    assertThat(calibration.pValue(0)).isEqualTo(1);
  }

  @Test
  void thresholds_do_what_their_names_say() {
    double[] heldOut = IntStream.rangeClosed(1, 99).asDoubleStream().toArray();
    assertThat(Threshold.expectedShare(0.1).of(heldOut)).isCloseTo(89.2, within(1e-9));
    double tenth = Threshold.falseAlarmRate(0.1).of(heldOut);
    Calibration calibration = new Calibration(heldOut);
    assertThat(calibration.pValue(tenth)).isLessThanOrEqualTo(0.1 + 1e-12);
    assertThat(calibration.pValue(Math.nextDown(tenth))).isGreaterThan(0.1);
    assertThat(Threshold.falseAlarmRate(0.001).of(heldOut)).isEqualTo(Math.nextUp(99.0));
    Labelled labelled = new Labelled(new double[] {1, 2, 3}, new boolean[] {false, true, true});
    assertThat(Threshold.bestF1(labelled).of(heldOut)).isEqualTo(2);
    assertThat(Threshold.leastCost(labelled, 1, 100).of(heldOut)).isEqualTo(2);
    assertThatThrownBy(() -> Threshold.expectedShare(1))
        .hasMessage("expected share must be between 0 and 1, got 1.0");
  }

  @Test
  void too_few_rows_and_other_columns_are_refused() {
    assertThatThrownBy(() -> AnomalyDetector.fit(ordinary(1, 9), AnomalyOptions.DEFAULTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the anomaly detector needs 10 rows or more to learn from and to calibrate on, got 9");
    AnomalyDetector detector = fitted(DENSE, 1);
    assertThatThrownBy(() -> detector.score(NDArray.of(new float[3], 1, 3)))
        .hasMessage("the anomaly detector was fitted on rows of 4 numbers, got [1, 3]");
  }
}
