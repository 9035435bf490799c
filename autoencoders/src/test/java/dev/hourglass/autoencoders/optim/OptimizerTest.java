package dev.hourglass.autoencoders.optim;

import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Op;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {

  static Stream<Optimizer> all() {
    Stream<String> names =
        Stream.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw");
    return Stream.concat(
        names.map(name -> Optimizer.parse(name, 0.1)),
        Stream.of(new RmsProp(0.1, 0.99, 1e-8, 0.9)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_rule_updates_theta_and_every_slot(Optimizer optimizer) {
    Tensor theta = parameter("theta", 32);
    UpdateRule rule = optimizer.update(theta, input("g", 32));
    assertThat(rule.updates().keySet())
        .contains(theta)
        .containsAll(rule.slots())
        .hasSize(1 + rule.slots().size());
    assertThat(rule.updates().values())
        .allSatisfy(t -> assertThat(t.shape()).isEqualTo(Shape.of(32)));
    assertThat(rule.slots())
        .extracting(s -> ((Op.Parameter) s.op()).name())
        .containsExactlyElementsOf(optimizer.slotNames());
    assertThat(rule.scalars())
        .isNotEmpty()
        .allSatisfy(s -> assertThat(s.input().shape()).isEqualTo(Shape.SCALAR));
  }

  @ParameterizedTest
  @MethodSource("all")
  void zeros_without_gradient_stay_zero_and_the_others_go_downhill(Optimizer optimizer) {
    Tensor theta = parameter("theta", 2);
    Tensor g = input("g", 2);
    UpdateRule rule = optimizer.update(theta, g);
    List<Tensor> parameters = new ArrayList<>(rule.slots());
    parameters.add(theta);
    State state = State.of(parameters);
    try (Program program =
        Engines.interpreted().compile(new Program.Spec(List.of(), rule.updates()), state)) {
      program.bind(g, NDArray.of(new float[] {0, 0.5f}, 2));
      for (int step = 1; step <= 3; step++) {
        for (ScalarInput s : rule.scalars()) {
          program.bind(
              s.input(), NDArray.scalar((float) s.value().at(step, optimizer.learningRate())));
        }
        program.run(0, step);
      }
    }
    assertThat(state.get(theta).data()[0]).isZero();
    assertThat(state.get(theta).data()[1]).isNegative();
  }

  @ParameterizedTest
  @MethodSource("all")
  void another_learning_rate_changes_nothing_else(Optimizer optimizer) {
    Optimizer other = optimizer.withLearningRate(0.25);
    assertThat(other.learningRate()).isEqualTo(0.25);
    assertThat(other.withLearningRate(0.1)).isEqualTo(optimizer);
    assertThat(other.id()).isEqualTo(optimizer.id());
  }

  @Test
  void two_programs_may_share_slots() {
    Tensor theta = parameter("theta", 4);
    Adam adam = Adam.of(0.1);
    List<Tensor> slots = adam.newSlots(theta);
    assertThat(adam.update(theta, input("a", 4), slots).slots())
        .isEqualTo(adam.update(theta, input("b", 4), slots).slots());
  }

  @Test
  void defaults_are_pytorchs() {
    assertThat(Adam.of(1e-3)).isEqualTo(new Adam(1e-3, 0.9, 0.999, 1e-8));
    assertThat(AdamW.of(1e-3)).isEqualTo(new AdamW(1e-3, 0.9, 0.999, 1e-8, 0.01));
    assertThat(RmsProp.of(1e-2)).isEqualTo(new RmsProp(1e-2, 0.99, 1e-8, 0));
    assertThat(Adagrad.of(1e-2)).isEqualTo(new Adagrad(1e-2, 1e-10));
    assertThat(Optimizer.parse("Nesterov", 0.1)).isEqualTo(new Sgd(0.1, 0.9, true));
    assertThat(Optimizer.parse("AdamW:0.05", 0.1)).isEqualTo(AdamW.of(0.1, 0.05));
  }

  @Test
  void mistakes_are_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Optimizer.parse("adma", 0.1))
        .withMessage(
            "unknown optimizer \"adma\": choose one of sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw, adamw:DECAY");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Optimizer.parse("adamw:-1", 0.1))
        .withMessage("weight decay must be 0 or more, got -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Adam.of(0))
        .withMessage("learning rate must be a number above 0, got 0.0");
    assertThatIllegalArgumentException().isThrownBy(() -> Sgd.of(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(0.1, 1, 0.999, 1e-8))
        .withMessageContaining("beta1 must be in [0, 1)");
    assertThatIllegalArgumentException().isThrownBy(() -> new Sgd(0.1, 0, true));
  }
}
