package dev.hourglass.tasks.variational;

import static dev.hourglass.engine.Tensors.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VariationalAutoencoderTest {
  private static final VariationalOptions OPTIONS =
      new VariationalOptions(32, 2, 2500, 64, 2e-3, 20, 7, 1);

  /** Two independent columns; the first one varies a tenth as much as the second one says. */
  private static NDArray rows(long seed, int count) {
    Random random = new Random(seed);
    float[] data = new float[2 * count];
    for (int i = 0; i < count; i++) {
      data[2 * i + 1] = (float) random.nextGaussian();
      data[2 * i] = data[2 * i + 1] + (float) (0.1 * random.nextGaussian());
    }
    return NDArray.of(data, count, 2);
  }

  private static float run(Tensor output, Map<Tensor, NDArray> inputs) {
    try (Program program =
        Engines.interpreted()
            .compile(new Program.Spec(List.of(output), Map.of()), State.of(List.of()))) {
      inputs.forEach(program::bind);
      program.run(1, 1);
      return program.output(output).data()[0];
    }
  }

  @Test
  void the_divergence_is_that_of_the_closed_form() {
    Tensor mean = input("mean", 1, 2);
    Tensor log = input("log", 1, 2);
    double[] m = {0.5, -2};
    double[] v = {0.25, 3};
    float divergence =
        run(
            VariationalNetwork.divergence(new VariationalNetwork.Normal(mean, log)),
            Map.of(
                mean,
                NDArray.of(new float[] {0.5f, -2}, 1, 2),
                log,
                NDArray.of(new float[] {(float) Math.log(0.25), (float) Math.log(3)}, 1, 2)));
    double expected = 0;
    for (int i = 0; i < 2; i++) {
      expected += 0.5 * (m[i] * m[i] + v[i] - Math.log(v[i]) - 1); // Kingma and Welling, appendix B
    }
    assertThat(divergence).isCloseTo((float) expected, within(1e-5f));
  }

  @Test
  void the_surprise_is_the_negative_log_density_but_for_a_constant() {
    Tensor mean = input("mean", 1, 1);
    Tensor log = input("log", 1, 1);
    Tensor x = input("x", 1, 1);
    float surprise =
        run(
            VariationalNetwork.surprise(new VariationalNetwork.Normal(mean, log), x),
            Map.of(
                mean,
                NDArray.of(new float[] {1}, 1, 1),
                log,
                NDArray.of(new float[] {(float) Math.log(4)}, 1, 1),
                x,
                NDArray.of(new float[] {2.5f}, 1, 1)));
    double density = Math.exp(-1.5 * 1.5 / 8) / Math.sqrt(2 * Math.PI * 4);
    double least = 0.5 * Math.log(2 * Math.PI) - 3; // of a right value at the least variance
    assertThat(surprise).isCloseTo((float) (-Math.log(density) - least), within(1e-5f));
  }

  @Test
  void columns_that_vary_less_weigh_more() {
    VariationalAutoencoder model = VariationalAutoencoder.train(rows(1, 500), OPTIONS);
    NDArray odd = NDArray.of(new float[] {1, 1, 2, 1, -2, 2}, 3, 2);
    double[] parts = model.columnParts(odd);
    double[] scores = {parts[0] + parts[1], parts[2] + parts[3], parts[4] + parts[5]};
    assertThat(java.util.Arrays.stream(parts).min().orElseThrow()).isNotNegative();
    assertThat(scores[1]).isGreaterThan(scores[0] + 3);
    assertThat(scores[2]).isGreaterThan(scores[1] + 10);
    float[] expected = model.expected(NDArray.of(new float[] {1, 1}, 1, 2)).data();
    assertThat(expected[0]).isCloseTo(1, within(0.2f));
    assertThat(expected[1]).isCloseTo(1, within(0.3f));
  }

  @Test
  void weights_bring_it_back_in_every_bit_on_any_number_of_threads() {
    VariationalAutoencoder made = VariationalAutoencoder.train(rows(1, 300), OPTIONS);
    VariationalAutoencoder other =
        VariationalAutoencoder.of(OPTIONS.withThreads(3), 2, made.weights());
    NDArray some = rows(2, 300);
    assertThat(other.columnParts(some)).isEqualTo(made.columnParts(some));
    assertThat(VariationalAutoencoder.train(rows(1, 300), OPTIONS.withThreads(3)).columnParts(some))
        .isEqualTo(made.columnParts(some));
    for (int i = 0; i < 3; i++) {
      NDArray one = NDArray.of(new float[] {some.data()[2 * i], some.data()[2 * i + 1]}, 1, 2);
      assertThat(made.columnParts(one)[0]).isEqualTo(made.columnParts(some)[2 * i]);
    }
  }
}
