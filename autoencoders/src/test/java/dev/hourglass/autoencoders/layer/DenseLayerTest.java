package dev.hourglass.autoencoders.layer;

import static dev.hourglass.engine.Tensors.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.Evaluation;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.ShapeException;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DenseLayerTest {
  private static final DenseLayer ENCODER =
      new DenseLayer("enc", 3, 2, Activation.RELU, Initializer.HE_UNIFORM, true, null);
  private static final DenseLayer TIED =
      new DenseLayer("dec", 2, 3, Activation.LINEAR, Initializer.HE_UNIFORM, true, "enc");

  @Test
  void parameters_have_the_layers_name() {
    assertThat(ENCODER.parameters())
        .extracting(ParameterSpec::name)
        .containsExactly("enc.weight", "enc.bias");
    assertThat(TIED.parameters()).extracting(ParameterSpec::name).containsExactly("dec.bias");
    DenseLayer bare =
        new DenseLayer("x", 3, 2, Activation.LINEAR, Initializer.HE_UNIFORM, false, null);
    assertThat(bare.parameters()).extracting(ParameterSpec::name).containsExactly("x.weight");
  }

  @Test
  void product_bias_activation_and_the_transposed_product_of_a_tied_layer() {
    ParameterLayout layout = layout(ENCODER, TIED);
    State state = State.of(List.of(layout.theta()));
    float[] theta = state.get(layout.theta()).data();
    set(theta, layout.offset("enc.weight"), 1, 2, 3, 4, 5, 6);
    set(theta, layout.offset("enc.bias"), 0.5f, -100);
    set(theta, layout.offset("dec.bias"), 10, 20, 30);
    Tensor x = input("x", 1, 3);
    Tensor code = ENCODER.apply(x, layout);
    Tensor y = TIED.apply(code, layout);
    List<NDArray> values =
        Evaluation.of(
            Engines.interpreted(),
            state,
            Map.of(x, NDArray.of(new float[] {1, 0, -2}, 1, 3)),
            List.of(code, y));
    assertThat(values.get(0).data())
        .containsExactly(0, 0); // (1 - 10 + 0.5, 2 - 12 - 100) before ReLU
    values =
        Evaluation.of(
            Engines.interpreted(),
            state,
            Map.of(x, NDArray.of(new float[] {1, 1, 1}, 1, 3)),
            List.of(code, y));
    assertThat(values.get(0).data()).containsExactly(9.5f, 0);
    assertThat(values.get(1).data())
        .containsExactly(new float[] {19.5f, 48.5f, 77.5f}, within(1e-5f));
  }

  @Test
  void inputs_and_ties_that_do_not_fit_are_refused() {
    ParameterLayout layout = layout(ENCODER, TIED);
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> ENCODER.apply(input("x", 4, 5), layout))
        .withMessage("layer enc: needs an input of shape (B, 3), got [4, 5]");
    DenseLayer wrong =
        new DenseLayer("wrong", 2, 4, Activation.LINEAR, Initializer.HE_UNIFORM, false, "enc");
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> wrong.apply(input("x", 4, 2), layout))
        .withMessage("layer wrong: tied to enc, whose weight must be [4, 2], got [3, 2]");
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() ->
            new DenseLayer("none", 0, 4, Activation.LINEAR, Initializer.HE_UNIFORM, true, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new DenseLayer("self", 4, 4, Activation.LINEAR, Initializer.HE_UNIFORM, true, "self"));
  }

  private static ParameterLayout layout(DenseLayer... layers) {
    List<ParameterSpec> specs = new ArrayList<>();
    for (DenseLayer layer : layers) {
      specs.addAll(layer.parameters());
    }
    return ParameterLayout.of(specs);
  }

  private static void set(float[] theta, int offset, float... values) {
    System.arraycopy(values, 0, theta, offset, values.length);
  }
}
