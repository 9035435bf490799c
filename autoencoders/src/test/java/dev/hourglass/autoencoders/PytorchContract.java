package dev.hourglass.autoencoders;

import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.sumAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.autoencoders.GoldenValues.Array;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.engine.Engine;
import dev.hourglass.engine.Gradients;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations, losses and optimizers give PyTorch's numbers (golden.py) on an engine. */
abstract class PytorchContract {
  private static final GoldenValues GOLDEN = new GoldenValues();
  private static final double TOLERANCE = 1e-6;

  /** The engine under test. */
  abstract Engine engine();

  /**
   * A number may be off by {@link #TOLERANCE} of itself, plus {@link #TOLERANCE} times this part of
   * the largest number of its array. In double precision next to nothing will do. In single
   * precision 1 - tanh², or 1 + erf, is a difference of rounded numbers: where little is left of
   * it, it is only exact beside the others.
   */
  abstract double smallPart();

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activation_and_derivative(Activation activation) {
    Tensor x = input("x", 5, 7);
    Tensor weight = input("weight", 5, 7);
    Tensor y = activation.apply(x);
    Tensor dx = Gradients.of(sumAll(mul(weight, y)), List.of(x)).getFirst();
    var bindings = Map.of(x, floats("activation/x"), weight, floats("activation/weight"));
    List<NDArray> results = Evaluation.of(engine(), State.of(List.of()), bindings, List.of(y, dx));
    assertClose(results.get(0), "activation/" + activation.id() + "/y");
    assertClose(results.get(1), "activation/" + activation.id() + "/dx");
  }

  static List<String> losses() {
    return GOLDEN.cases("loss/", "value");
  }

  @ParameterizedTest
  @MethodSource("losses")
  void loss_and_derivative(String name) {
    String[] words = name.split("/", -1);
    Tensor z = input("z", 6, 5);
    Tensor t = input("t", 6, 5);
    Tensor loss = Loss.parse(words[2]).of(z, Activation.parse(words[3]), t);
    assertThat(loss.shape().rank()).isZero();
    Tensor dz = Gradients.of(loss, List.of(z)).getFirst();
    var bindings = Map.of(z, floats(name + "/z"), t, floats(name + "/t"));
    List<NDArray> results =
        Evaluation.of(engine(), State.of(List.of()), bindings, List.of(loss, dz));
    assertClose(results.get(0), name + "/value");
    assertClose(results.get(1), name + "/dz");
  }

  static List<String> runs() {
    return GOLDEN.cases("train/", "losses");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void ten_steps_of_training(String name) {
    String[] words = name.split("/", -1);
    TrainingSample sample = new TrainingSample(words[1], words[2]);
    TrainingSample.Result result =
        sample.run(engine(), floats("train/data"), floats("train/initial"));
    double[] losses = GOLDEN.get(name + "/losses").values();
    for (int i = 0; i < losses.length; i++) {
      assertThat(result.losses()[i])
          .as("loss of step %d", i + 1)
          .isCloseTo(losses[i], within(TOLERANCE * losses[i]));
    }
    assertParametersClose(result.parameters(), GOLDEN.get(name + "/parameters").values());
  }

  /**
   * Parameters are floats between steps, so each step rounds them, by 6e-8 of their size then: one
   * near zero is only exact beside the others.
   */
  private static void assertParametersClose(float[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = largest(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .as("parameter %d", i)
          .isCloseTo(expected[i], within(TOLERANCE * largest));
    }
  }

  private void assertClose(NDArray actual, String name) {
    Array expected = GOLDEN.get(name);
    assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
    double floor = TOLERANCE * smallPart() * largest(expected.values());
    for (int i = 0; i < expected.values().length; i++) {
      double e = expected.values()[i];
      assertThat((double) actual.data()[i])
          .as("%s[%d]", name, i)
          .isCloseTo(e, within(TOLERANCE * Math.abs(e) + floor));
    }
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double v : values) {
      largest = Math.max(largest, Math.abs(v));
    }
    return largest;
  }

  private static Offset<Double> within(double offset) {
    return Offset.offset(offset);
  }

  private static NDArray floats(String name) {
    return GOLDEN.get(name).toFloats();
  }
}
