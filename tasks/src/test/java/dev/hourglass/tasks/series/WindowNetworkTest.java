package dev.hourglass.tasks.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.baseline.Pca;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks of windows: what they compute, and its derivative. */
class WindowNetworkTest {
  private static final int LENGTH = 7;
  private static final int CHANNELS = 2;
  private static final int WINDOWS = 5;

  private static NDArray random(long seed, int... dims) {
    NDArray array = NDArray.zeros(Shape.of(dims));
    Random random = new Random(seed);
    for (int i = 0; i < array.data().length; i++) {
      array.data()[i] = (float) random.nextGaussian();
    }
    return array;
  }

  /** A network on five windows. */
  private static final class Run {
    private final WindowNetwork network;
    private final NDArray windows = random(1, WINDOWS, LENGTH * CHANNELS);
    private final Tensor x = Tensors.input("x", WINDOWS, LENGTH * CHANNELS);
    private final Tensor expected;
    private final Tensor loss;
    private final Tensor gradient;
    private final State state;
    private final Program program;

    Run(WindowNetwork network) {
      this.network = network;
      expected = network.expected(x);
      loss = network.loss(expected, x);
      gradient = network.layout().flatGradient(loss);
      state = State.of(List.of(network.layout().theta()));
      network.layout().initialise(state, 3);
      program =
          Engines.compiled(1)
              .compile(new Program.Spec(List.of(expected, loss, gradient), Map.of()), state);
      program.bind(x, windows);
    }

    float[] theta() {
      return state.get(network.layout().theta()).data();
    }

    double loss() {
      program.run(0, 0);
      return program.scalar(loss);
    }
  }

  @Test
  void the_loss_of_aer_weighs_the_ends_as_the_inside() {
    Run run = new Run(new AerNetwork(LENGTH, CHANNELS));
    double got = run.loss();
    float[] made = run.program.output(run.expected).data();
    double[] sums = new double[3]; // first, inside, last
    for (int i = 0; i < made.length; i++) {
      int place = i / CHANNELS % LENGTH;
      double difference = (double) made[i] - run.windows.data()[i];
      sums[place == 0 ? 0 : place == LENGTH - 1 ? 2 : 1] += difference * difference;
    }
    double ends = (double) WINDOWS * CHANNELS;
    double want =
        0.25 * sums[0] / ends + 0.5 * sums[1] / (ends * (LENGTH - 2)) + 0.25 * sums[2] / ends;
    assertThat(got).isCloseTo(want, within(1e-6));
  }

  @Test
  void aer_does_not_see_the_ends() {
    Run run = new Run(new AerNetwork(LENGTH, CHANNELS));
    run.loss();
    float[] before = run.program.output(run.expected).data().clone();
    int width = LENGTH * CHANNELS;
    for (int w = 0; w < WINDOWS; w++) {
      run.windows.data()[w * width] += 5;
      run.windows.data()[w * width + width - 1] -= 5;
    }
    run.loss();
    assertThat(run.program.output(run.expected).data()).isEqualTo(before);
    run.windows.data()[CHANNELS] += 1;
    run.loss();
    assertThat(run.program.output(run.expected).data()).isNotEqualTo(before);
  }

  /** The derivative along a random direction against a central difference. */
  @ParameterizedTest
  @EnumSource
  void the_gradient_is_that_of_the_loss(WindowModel model) {
    Run run = new Run(WindowNetwork.of(model, LENGTH, CHANNELS, 4));
    float[] first = run.theta().clone();
    Random random = new Random(7);
    for (int i = 0; i < first.length; i++) {
      first[i] += (float) (0.03 * random.nextGaussian()); // away from zeros
    }
    double[] direction = random.doubles(first.length, -1, 1).toArray();
    double h = 2e-4; // small, for the kinks of ReLU
    double up = moved(run, first, direction, h);
    double down = moved(run, first, direction, -h);
    moved(run, first, direction, 0);
    float[] gradient = run.program.output(run.gradient).data();
    double along = 0;
    for (int i = 0; i < gradient.length; i++) {
      along += gradient[i] * direction[i];
    }
    assertThat(along).isCloseTo((up - down) / (2 * h), within(2e-2 * (1 + Math.abs(along))));
  }

  private static double moved(Run run, float[] first, double[] direction, double h) {
    for (int i = 0; i < first.length; i++) {
      run.theta()[i] = (float) (first[i] + h * direction[i]);
    }
    return run.loss();
  }

  @Test
  void dense_windows_start_as_principal_components() {
    NDArray rows = random(5, 60, LENGTH * CHANNELS);
    for (int i = 0; i < rows.data().length; i++) {
      rows.data()[i] += i % 3; // a mean that is not 0
    }
    Pca pca = Pca.fit(rows, 4);
    Run run = new Run(new DenseWindowNetwork(LENGTH * CHANNELS, 4));
    run.network.start(run.theta(), pca);
    run.loss();
    float[] want = pca.reconstruct(run.windows).data();
    float[] got = run.program.output(run.expected).data();
    for (int i = 0; i < want.length; i++) {
      assertThat(got[i]).isCloseTo(want[i], within(1e-4f));
    }
  }

  @Test
  void aer_needs_an_inside() {
    assertThatThrownBy(() -> new AerNetwork(2, 1)).hasMessageContaining("3 points or more, got 2");
    assertThatThrownBy(() -> WindowModel.ofId("vae"))
        .hasMessage(
            "a model of windows is dense-window, conv-window, lstm-window, aer, got \"vae\"");
  }
}
