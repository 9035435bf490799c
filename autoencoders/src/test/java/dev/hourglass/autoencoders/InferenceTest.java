package dev.hourglass.autoencoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceTest {
  private static final Autoencoder MODEL = Samples.run().model();

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {1, 2, 32, 33, 1024, 1025, 2100})
  void each_row_is_treated_alike_wherever_it_stands(int count) {
    NDArray rows = Samples.nearPlane(2100, 6, 0.1, 3);
    NDArray some = NDArray.of(Arrays.copyOfRange(rows.data(), 0, count * 6), count, 6);
    NDArray codes = MODEL.encode(some);
    assertThat(codes.shape()).isEqualTo(Shape.of(count, 2));
    assertThat(MODEL.decode(codes)).isEqualTo(MODEL.reconstruct(some));
    assertThat(codes.data()).containsExactly(Arrays.copyOf(MODEL.encode(rows).data(), count * 2));
  }

  @Test
  void errors_scores_and_metrics_agree() {
    NDArray rows = Samples.nearPlane(40, 6, 0.1, 4);
    float[] errors = MODEL.reconstructionError(rows);
    NDArray back = MODEL.reconstruct(rows);
    double sum = 0;
    try (Scorer scorer = MODEL.scorer()) {
      for (int i = 0; i < 40; i++) {
        float[] row = Arrays.copyOfRange(rows.data(), 6 * i, 6 * i + 6);
        assertThat(scorer.score(row)).isEqualTo(errors[i]);
        assertThat(scorer.reconstruct(row))
            .containsExactly(Arrays.copyOfRange(back.data(), 6 * i, 6 * i + 6));
        sum += errors[i];
      }
    }
    assertThat(Metrics.of(MODEL, rows).mse()).isCloseTo(sum / 40, within(1e-7));
    assertThat(Metrics.meanSquaredError(MODEL, rows)).isCloseTo(sum / 40, within(1e-7));
    assertThat(Metrics.of(MODEL, rows).bce()).isNaN();
  }

  @Test
  void cross_entropy_of_numbers_in_the_unit_interval_is_that_of_the_formula() {
    NDArray rows = NDArray.of(new float[] {0, 1, 0.5f, 0.25f, 1, 0}, 1, 6);
    float[] p = MODEL.reconstruct(rows).data();
    double sum = 0;
    for (int i = 0; i < 6; i++) {
      double q = Math.clamp(p[i], 1e-7, 1 - 1e-7);
      sum -= rows.data()[i] * Math.log(q) + (1 - rows.data()[i]) * Math.log(1 - q);
    }
    assertThat(Metrics.of(MODEL, rows).bce()).isCloseTo(sum / 6, within(1e-6));
  }

  @Test
  void weights_of_another_model_are_refused_and_change_nothing() {
    float[] theta = MODEL.state().get(MODEL.layout().theta()).data();
    float[] before = theta.clone();
    assertThatThrownBy(() -> MODEL.weights(new float[5]))
        .hasMessageContaining("%d parameters, got 5".formatted(theta.length));
    assertThatThrownBy(() -> MODEL.weights(new float[theta.length], new float[2]))
        .hasMessageContaining("0 statistics, got 2");
    assertThat(theta).containsExactly(before);
  }

  @Test
  void other_widths_are_refused() {
    assertThatThrownBy(() -> MODEL.encode(Samples.nearPlane(3, 5, 0, 1)))
        .hasMessageContaining("[N, 6], got [3, 5]");
    assertThatThrownBy(() -> MODEL.decode(Samples.nearPlane(3, 5, 0, 1)))
        .hasMessageContaining("codes of shape [N, 2]");
    try (Scorer scorer = MODEL.scorer()) {
      assertThatThrownBy(() -> scorer.score(new float[5])).hasMessageContaining("6 numbers, got 5");
    }
  }
}
