package dev.hourglass.autoencoders;

import static dev.hourglass.engine.Tensors.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.contractive.Contractive;
import dev.hourglass.autoencoders.denoising.Noise;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.robust.Robust;
import dev.hourglass.autoencoders.sparse.KSparse;
import dev.hourglass.autoencoders.sparse.KlSparse;
import dev.hourglass.autoencoders.sparse.L1Sparse;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What families add, against their equations computed another way. */
class FamilyMathTest {
  private static final int ROWS = 5;

  private static DenseBuilder builder(int... widths) {
    return Autoencoder.dense(widths).activation(Activation.TANH);
  }

  /** With first weights. */
  private static Autoencoder begun(Autoencoder model) {
    model.layout().initialise(model.state(), 3);
    return model;
  }

  private static Pass training(Autoencoder model) {
    return Pass.training(model.layout(), model.statistics());
  }

  private static double value(Autoencoder model, Tensor x, NDArray rows, Tensor y) {
    try (Program p =
        Engines.compiled(1).compile(new Program.Spec(List.of(y), Map.of()), model.state())) {
      p.bind(x, rows);
      p.run(1, 1);
      return p.scalar(y);
    }
  }

  private static double term(Autoencoder model, NDArray rows) {
    Tensor x = input("x", rows.shape().toArray());
    Pass pass = training(model);
    Tensor code = model.architecture().encode(x, pass);
    Family.Coded coded = new Family.Coded(model.architecture(), x, code);
    return value(model, x, rows, model.family().term(coded, pass).orElseThrow());
  }

  private static NDArray rows(int d) {
    return Samples.nearPlane(ROWS, d, 0.3, 5);
  }

  /** Mean over rows of the squared norm of the encoder's Jacobian, by central differences. */
  private static double jacobian(Autoencoder model, NDArray rows) {
    int d = rows.shape().dim(1);
    float h = 1e-2f;
    double sum = 0;
    for (int j = 0; j < d; j++) {
      float[] up = rows.data().clone();
      float[] down = rows.data().clone();
      for (int i = 0; i < ROWS; i++) {
        up[i * d + j] += h;
        down[i * d + j] -= h;
      }
      float[] a = model.encode(NDArray.of(up, ROWS, d)).data();
      float[] b = model.encode(NDArray.of(down, ROWS, d)).data();
      for (int i = 0; i < a.length; i++) {
        sum += Math.pow((a[i] - b[i]) / (2 * h), 2);
      }
    }
    return sum / ROWS;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigmoid", "tanh", "softplus", "linear"})
  void one_layer_contracts_by_the_exact_norm(String activation) {
    Autoencoder model =
        begun(
            builder(6, 4)
                .latentActivation(Activation.parse(activation))
                .build(new Contractive(1, 1)));
    assertThat(term(model, rows(6))).isCloseTo(jacobian(model, rows(6)), within(2e-3));
  }

  @Test
  void a_deep_encoder_contracts_by_an_estimate_that_is_right_on_average() {
    Autoencoder model = begun(builder(6, 5, 3).build(new Contractive(1, 200)));
    double exact = jacobian(model, rows(6));
    assertThat(term(model, rows(6))).isCloseTo(exact, within(0.1 * exact));
  }

  @Test
  void the_divergence_is_that_of_the_mean_activations() {
    Autoencoder model =
        begun(builder(6, 4).latentActivation(Activation.SIGMOID).build(new KlSparse(2, 0.1)));
    float[] codes = model.encode(rows(6)).data();
    double expected = 0;
    for (int j = 0; j < 4; j++) {
      double m = 0;
      for (int i = 0; i < ROWS; i++) {
        m += codes[i * 4 + j] / (double) ROWS;
      }
      expected += 0.1 * Math.log(0.1 / m) + 0.9 * Math.log(0.9 / (1 - m));
    }
    assertThat(term(model, rows(6))).isCloseTo(2 * expected, within(1e-5));
  }

  @Test
  void the_price_of_a_code_is_its_mean_length() {
    Autoencoder model = begun(builder(6, 4).build(new L1Sparse(0.5)));
    double sum = 0;
    for (float h : model.encode(rows(6)).data()) {
      sum += Math.abs(h);
    }
    assertThat(term(model, rows(6))).isCloseTo(0.5 * sum / ROWS, within(1e-5));
  }

  @Test
  void k_sparse_codes_have_k_numbers_and_after_training_alpha_times_as_many() {
    Autoencoder model =
        begun(builder(6, 8).latentActivation(Activation.SIGMOID).build(new KSparse(2, 1.5)));
    float[] codes = model.encode(rows(6)).data();
    for (int i = 0; i < ROWS; i++) {
      int kept = 0;
      for (int j = 0; j < 8; j++) {
        kept += codes[i * 8 + j] != 0 ? 1 : 0;
      }
      assertThat(kept).isEqualTo(3);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(6, 4).build(new KSparse(5, 1)))
        .withMessageContaining("keeps 5 numbers of a code of only 4");
  }

  @Test
  void trimming_leaves_the_worst_rows_out() {
    NDArray off = NDArray.of(new float[] {1, 1, 2, 2, 9, 9, 0, 0, 7, 7}, 5, 2);
    assertThat(robust(new Robust(0, 0.4), off)).isCloseTo((1 + 4 + 0) / 3.0, within(1e-6));
    assertThat(robust(new Robust(0, 0.9), off)).isZero();
    double narrow = 1 - Math.exp(-0.5 / 4);
    double wide = 1 - Math.exp(-2.0 / 4);
    assertThat(robust(new Robust(2, 0.4), off)).isCloseTo((narrow + wide) / 3, within(1e-6));
  }

  private static double robust(Robust family, NDArray off) {
    Autoencoder model = builder(2, 1).build(family);
    Tensor z = input("z", 5, 2);
    Tensor target = dev.hourglass.engine.Tensors.fill(0, 5, 2);
    Tensor loss = family.reconstruction(Loss.MSE, z, Activation.LINEAR, target, training(model));
    return value(model, z, off, loss);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gaussian:0.4", "gaussian:0.4:clip", "masking:0.3", "salt-and-pepper:0.2"})
  void noise_damages_as_much_as_it_says(String text) {
    Noise noise = Noise.parse(text);
    assertThat(noise.text()).isEqualTo(text);
    int n = 100;
    float[] half = new float[n * n];
    java.util.Arrays.fill(half, 0.5f);
    Autoencoder model = builder(n, 1).build();
    Tensor x = input("x", n, n);
    Tensor y = noise.apply(x, training(model));
    try (Program p =
        Engines.compiled(1).compile(new Program.Spec(List.of(y), Map.of()), model.state())) {
      p.bind(x, NDArray.of(half, n, n));
      p.run(1, 1);
      float[] values = p.output(y).data();
      double touched = 0;
      double squares = 0;
      for (float v : values) {
        touched += v != 0.5f ? 1 : 0;
        squares += (v - 0.5) * (v - 0.5);
      }
      double share = touched / values.length;
      double variance = squares / values.length;
      switch (noise) {
        case Noise.Gaussian(double _, boolean clipped) -> {
          assertThat(variance).isCloseTo(clipped ? 0.11 : 0.16, within(0.01));
        }
        case Noise.Masking _ -> assertThat(share).isCloseTo(0.3, within(0.02));
        case Noise.SaltAndPepper _ -> {
          assertThat(share).isCloseTo(0.2, within(0.02));
          assertThat(variance).isCloseTo(0.05, within(0.005));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaussian", "gaussian:x", "masking:0.3:clip", "salt:0.1", "masking:1"})
  void a_mistake_in_a_noise_is_one_line(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Noise.parse(text))
        .withMessageMatching("(?s)[^\\n]+");
  }
}
