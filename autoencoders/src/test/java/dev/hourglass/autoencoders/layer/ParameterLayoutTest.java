package dev.hourglass.autoencoders.layer;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sumAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hourglass.autoencoders.Evaluation;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.ShapeException;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {
  private static final ParameterSpec W =
      new ParameterSpec("w", Shape.of(7, 5), Initializer.HE_UNIFORM);
  private static final ParameterSpec B = new ParameterSpec("b", Shape.of(5), Initializer.ZEROS);
  private static final ParameterSpec V =
      new ParameterSpec("v", Shape.of(4, 4), Initializer.ORTHOGONAL);
  private final ParameterLayout layout = ParameterLayout.of(List.of(W, B, V));

  @Test
  void blocks_start_at_multiples_of_sixteen() {
    assertThat(layout.offset("w")).isEqualTo(0);
    assertThat(layout.offset("b")).isEqualTo(48);
    assertThat(layout.offset("v")).isEqualTo(64);
    assertThat(layout.size()).isEqualTo(80);
    assertThat(layout.theta().shape()).isEqualTo(Shape.of(80));
    assertThat(layout.parameterCount()).isEqualTo(56);
  }

  @Test
  void a_view_is_one_tensor_under_its_own_shape() {
    assertThat(layout.view("w")).isSameAs(layout.view("w"));
    assertThat(layout.view("w").shape()).isEqualTo(W.shape());
    assertThat(layout.view("b").shape()).isEqualTo(B.shape());
  }

  @Test
  void first_values_leave_gaps_and_biases_zero() {
    State state = State.of(List.of(layout.theta()));
    java.util.Arrays.fill(state.get(layout.theta()).data(), 9);
    layout.initialise(state, 42);
    float[] theta = state.get(layout.theta()).data();
    for (int i = 0; i < theta.length; i++) {
      boolean weight = i < 35 || i >= 64;
      assertThat(theta[i] != 0).as("theta[%d] = %s", i, theta[i]).isEqualTo(weight);
    }
  }

  @Test
  void a_flat_gradient_has_each_block_in_its_place_and_zeros_between() {
    State state = State.of(List.of(layout.theta()));
    layout.initialise(state, 42);
    Tensor loss =
        add(
            sumAll(square(layout.view("w"))),
            mul(fill(3), sumAll(layout.view("b")))); // v plays no part
    Tensor gradient = layout.flatGradient(loss);
    assertThat(gradient.shape()).isEqualTo(layout.theta().shape());
    float[] g =
        Evaluation.of(Engines.interpreted(), state, Map.of(), List.of(gradient)).getFirst().data();
    float[] theta = state.get(layout.theta()).data();
    for (int i = 0; i < g.length; i++) {
      float expected = i < 35 ? 2 * theta[i] : i >= 48 && i < 53 ? 3 : 0;
      assertThat(g[i]).as("d/dtheta[%d]", i).isEqualTo(expected);
    }
  }

  @Test
  void names_are_checked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParameterLayout.of(List.of(W, W)))
        .withMessageContaining("named w");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layout.view("u"))
        .withMessage("no parameter is named u; there are [w, b, v]");
    assertThatIllegalArgumentException().isThrownBy(() -> ParameterLayout.of(List.of()));
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> new ParameterSpec("b", Shape.of(5), Initializer.HE_NORMAL))
        .withMessageContaining("parameter b");
  }
}
