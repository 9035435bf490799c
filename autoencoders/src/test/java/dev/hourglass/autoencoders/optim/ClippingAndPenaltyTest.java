package dev.hourglass.autoencoders.optim;

import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.Evaluation;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClippingAndPenaltyTest {
  private static final NDArray GRADIENT = NDArray.of(new float[] {3, -4, 0, 0}, 4);

  @Test
  void clipping_by_value() {
    assertThat(clip(new Clipping.ByValue(3.5))).containsExactly(3, -3.5f, 0, 0);
  }

  @Test
  void clipping_by_norm_scales_what_is_too_long_and_nothing_else() {
    assertThat(clip(new Clipping.ByGlobalNorm(2.5)))
        .containsExactly(new float[] {1.5f, -2, 0, 0}, within(2e-6f));
    assertThat(clip(new Clipping.ByGlobalNorm(6))).containsExactly(3, -4, 0, 0);
    assertThat(clip(Clipping.NONE)).containsExactly(3, -4, 0, 0);
  }

  @Test
  void a_penalty_prices_weights_but_not_biases() {
    ParameterLayout layout =
        ParameterLayout.of(
            List.of(
                new ParameterSpec("w", Shape.of(1, 3), Initializer.HE_NORMAL),
                new ParameterSpec("b", Shape.of(2), Initializer.ZEROS)));
    State state = State.of(List.of(layout.theta()));
    System.arraycopy(
        new float[] {1, -2, 0}, 0, state.get(layout.theta()).data(), layout.offset("w"), 3);
    System.arraycopy(
        new float[] {5, 6}, 0, state.get(layout.theta()).data(), layout.offset("b"), 2);
    Tensor loss = new Penalty(0.5, 0.25).addTo(fill(10), layout);
    List<NDArray> values =
        Evaluation.of(
            Engines.interpreted(), state, Map.of(), List.of(loss, layout.flatGradient(loss)));
    assertThat(values.get(0).data()[0]).isEqualTo(10 + 0.5f * 3 + 0.25f * 5);
    float[] expected = new float[layout.size()];
    expected[0] = 0.5f + 2 * 0.25f;
    expected[1] = -0.5f - 2 * 0.25f * 2;
    assertThat(values.get(1).data()).containsExactly(expected);
  }

  @Test
  void no_penalty_leaves_the_loss_alone() {
    ParameterLayout layout =
        ParameterLayout.of(List.of(new ParameterSpec("w", Shape.of(1, 3), Initializer.HE_NORMAL)));
    Tensor loss = fill(10);
    assertThat(Penalty.NONE.addTo(loss, layout)).isSameAs(loss);
  }

  @Test
  void limits_are_checked() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Clipping.ByValue(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Clipping.ByGlobalNorm(-1))
        .withMessageContaining("got -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Penalty(-1, 0))
        .withMessageContaining("L1 penalty");
  }

  private static float[] clip(Clipping clipping) {
    Tensor g = input("g", 4);
    return Evaluation.of(Engines.interpreted(), Map.of(g, GRADIENT), clipping.apply(g)).data();
  }
}
