package dev.hourglass.autoencoders;

import static dev.hourglass.engine.Tensors.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.recurrent.RecurrentBuilder;
import dev.hourglass.autoencoders.recurrent.RecurrentSpec;
import dev.hourglass.engine.Engine;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.Gradients;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Op.Cell;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole recurrent autoencoders give PyTorch's numbers (golden_recurrent.py). */
class RecurrentPytorchTest {
  private static final GoldenValues GOLDEN = new GoldenValues("recurrent.txt");

  record Case(String name, RecurrentSpec spec) {
    String golden(String what) {
      return name + "/" + what;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case("plain", of(Cell.LSTM).hidden(3).latent(2).spec()),
        new Case(
            "unlike",
            of(Cell.LSTM)
                .hidden(3)
                .layers(2)
                .bidirectional(true)
                .latent(4)
                .decoder(Cell.GRU, 5, 2)
                .reversed(true)
                .spec()),
        new Case(
            "taught",
            of(Cell.GRU).hidden(4).latent(3).decoder(Cell.LSTM, 3, 2).teacherForcing(true).spec()),
        new Case(
            "taught_reversed",
            of(Cell.LSTM)
                .hidden(3)
                .bidirectional(true)
                .latent(3)
                .decoder(Cell.GRU, 4, 1)
                .reversed(true)
                .teacherForcing(true)
                .spec()));
  }

  private static RecurrentBuilder of(Cell cell) {
    return RecurrentSpec.of(cell, 5, 2);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void codes_reconstructions_and_gradients(Case c) {
    for (Engine engine : List.of(Engines.interpreted(), Engines.compiled(2))) {
      check(c, engine);
    }
  }

  private static void check(Case c, Engine engine) {
    ParameterLayout layout = ParameterLayout.of(c.spec.parameters());
    State state = State.of(List.of(layout.theta()));
    float[] theta = state.get(layout.theta()).data();
    for (ParameterSpec p : c.spec.parameters()) {
      float[] values = GOLDEN.get(c.golden(p.name())).toFloats().data();
      System.arraycopy(values, 0, theta, layout.offset(p.name()), values.length);
    }
    NDArray rows = GOLDEN.get(c.golden("x")).toFloats();
    Tensor x = input("x", rows.shape().toArray());
    Pass pass = Pass.training(layout, Optional.empty());
    pass.target(x);
    Tensor code = c.spec.encode(x, pass);
    Tensor training = c.spec.preactivation(code, pass);
    Tensor own = c.spec.preactivation(code, Pass.inference(layout, Optional.empty()));
    Tensor loss = Loss.MSE.of(training, Activation.LINEAR, x);
    Tensor gradient = Gradients.of(loss, List.of(layout.theta())).getFirst();
    List<NDArray> results =
        Evaluation.of(engine, state, Map.of(x, rows), List.of(code, training, own, gradient));
    assertClose(results.get(0), 0, c.golden("code"));
    assertClose(results.get(1), 0, c.golden("training"));
    assertClose(results.get(2), 0, c.golden("own"));
    for (ParameterSpec p : c.spec.parameters()) {
      assertClose(results.get(3), layout.offset(p.name()), c.golden("d/" + p.name()));
    }
  }

  private static void assertClose(NDArray actual, int offset, String name) {
    double[] expected = GOLDEN.get(name).values();
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual.data()[offset + i])
          .as("%s[%d]", name, i)
          .isCloseTo(expected[i], within(1e-5 * (1 + Math.abs(expected[i]))));
    }
  }
}
