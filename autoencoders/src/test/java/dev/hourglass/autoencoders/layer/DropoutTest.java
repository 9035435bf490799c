package dev.hourglass.autoencoders.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.Engine;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.Gradients;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import dev.hourglass.engine.random.Threefry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
  private static final int ROWS = 61;
  private static final int COLUMNS = 83;
  private static final ParameterLayout LAYOUT =
      ParameterLayout.of(List.of(new ParameterSpec("b", Shape.of(1), Initializer.ZEROS)));

  /** Values and, behind them, the derivative of their sum; the input is all ones. */
  private static float[] run(double rate, boolean training, Engine engine, long seed, long step) {
    Pass pass =
        training
            ? Pass.training(LAYOUT, Optional.empty())
            : Pass.inference(LAYOUT, Optional.empty());
    Tensor x = Tensors.input("x", ROWS, COLUMNS);
    Tensor y = new Dropout("d", rate).apply(x, pass);
    Tensor dx = Gradients.of(Tensors.sumAll(y), List.of(x)).getFirst();
    Tensor both = Tensors.concat(0, List.of(Tensors.mul(y, Tensors.fill(1)), dx));
    float[] ones = new float[ROWS * COLUMNS];
    Arrays.fill(ones, 1);
    try (Program p =
        engine.compile(
            new Program.Spec(List.of(both), Map.of()), State.of(List.of(LAYOUT.theta())))) {
      p.bind(x, NDArray.of(ones, ROWS, COLUMNS));
      p.run(seed, step);
      return p.output(both).data();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void a_number_is_dropped_or_scaled_and_so_is_its_derivative(double rate) {
    float[] both = run(rate, true, Engines.compiled(2), 7, 3);
    int n = ROWS * COLUMNS;
    int kept = 0;
    for (int i = 0; i < n; i++) {
      boolean stays = Threefry.uniform(7, 0, 3, i) >= (float) rate;
      assertThat(both[i]).isEqualTo(stays ? (float) (1 / (1 - rate)) : 0);
      assertThat(both[n + i]).isEqualTo(both[i]);
      kept += stays ? 1 : 0;
    }
    assertThat((double) kept / n).isCloseTo(1 - rate, within(0.03));
  }

  @Test
  void the_same_seed_and_step_drop_the_same_numbers_on_any_threads_and_no_others_do() {
    float[] one = run(0.4, true, Engines.compiled(1), 7, 3);
    assertThat(run(0.4, true, Engines.compiled(3), 7, 3)).isEqualTo(one);
    assertThat(run(0.4, true, Engines.compiled(8), 7, 3)).isEqualTo(one);
    assertThat(run(0.4, true, Engines.interpreted(), 7, 3)).isEqualTo(one);
    assertThat(run(0.4, true, Engines.compiled(1), 7, 4)).isNotEqualTo(one);
    assertThat(run(0.4, true, Engines.compiled(1), 8, 3)).isNotEqualTo(one);
  }

  @Test
  void two_layers_of_a_network_drop_different_numbers() {
    Pass pass = Pass.training(LAYOUT, Optional.empty());
    Tensor x = Tensors.input("x", ROWS, COLUMNS);
    Tensor a = new Dropout("a", 0.5).apply(x, pass);
    Tensor b = new Dropout("b", 0.5).apply(x, pass);
    assertThat(a.input(0).input(0).op()).isNotEqualTo(b.input(0).input(0).op());
  }

  @Test
  void after_training_nothing_changes() {
    float[] both = run(0.9, false, Engines.compiled(1), 7, 3);
    assertThat(both).containsOnly(1f);
    assertThat(run(0, true, Engines.compiled(1), 7, 3)).containsOnly(1f);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 2, Double.NaN})
  void a_rate_out_of_range_is_refused(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dropout("d", rate))
        .withMessageContaining("below 1, got " + rate);
  }
}
