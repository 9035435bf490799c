package dev.hourglass.autoencoders.layer;

import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.sumAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.Evaluation;
import dev.hourglass.engine.Engine;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.Gradients;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each layer over odd shapes, forward, backward and differentiated twice: compiled against
 * interpreted, on any number of threads, and against central differences.
 */
class LayerTwinsTest {
  private static final int NAMES = 5;

  /** A layer over inputs of a shape; embeddings read names, the others numbers. */
  record Case(Layer layer, List<Integer> shape) {
    int[] dims() {
      return shape.stream().mapToInt(d -> d).toArray();
    }

    boolean isOfNames() {
      return layer instanceof Embedding;
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (int c : new int[] {2, 3, 16, 33}) {
      for (int b : new int[] {1, 5, 17}) {
        cases.add(new Case(LayerNorm.of("n", c), List.of(b, c)));
        cases.add(new Case(LayerNorm.of("n", c), List.of(b, 3, 2, c)));
        cases.add(new Case(new Dropout("n", 0.3), List.of(b, c)));
        cases.add(new Case(new Embedding("n", NAMES, c), List.of(b, 3)));
      }
    }
    cases.add(new Case(GroupNorm.of("n", 1, 7), List.of(3, 7)));
    cases.add(new Case(GroupNorm.of("n", 3, 9), List.of(5, 9)));
    cases.add(new Case(GroupNorm.of("n", 3, 6), List.of(2, 5, 3, 6)));
    cases.add(new Case(GroupNorm.of("n", 5, 5), List.of(1, 7, 3, 5)));
    cases.add(new Case(GroupNorm.of("n", 2, 34), List.of(4, 9, 34)));
    return cases;
  }

  private record Graph(Tensor x, State state, ParameterLayout layout, List<Tensor> outputs) {}

  private static Graph graph(Case c) {
    List<ParameterSpec> specs = new ArrayList<>(c.layer().parameters());
    if (specs.isEmpty()) {
      specs.add(new ParameterSpec("none.bias", Shape.of(1), Initializer.ONES));
    }
    ParameterLayout layout = ParameterLayout.of(specs);
    State state = State.of(List.of(layout.theta()));
    Random random = new Random(3);
    float[] theta = state.get(layout.theta()).data();
    for (ParameterSpec p : specs) {
      for (int i = 0; i < p.shape().size(); i++) {
        theta[layout.offset(p.name()) + i] = 0.5f + random.nextFloat();
      }
    }
    Tensor x = input("x", c.dims());
    Tensor y = c.layer().apply(x, Pass.training(layout, Optional.empty()));
    Tensor loss = sumAll(mul(mul(y, y), y));
    Tensor theta1 = layout.flatGradient(loss);
    List<Tensor> outputs = new ArrayList<>(List.of(y, loss, theta1));
    if (!c.isOfNames()) {
      outputs.add(Gradients.of(loss, List.of(x)).getFirst());
    }
    Tensor first = outputs.getLast(); // its squared length is differentiated again
    Tensor length = sumAll(mul(first, first));
    outputs.add(layout.flatGradient(length));
    return new Graph(x, state, layout, outputs);
  }

  private static NDArray numbers(Case c) {
    NDArray x = NDArray.zeros(Shape.of(c.dims()));
    Random random = new Random(7);
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = c.isOfNames() ? random.nextInt(NAMES) : (float) random.nextGaussian();
    }
    return x;
  }

  private static List<NDArray> run(Graph g, NDArray x, Engine engine) {
    return Evaluation.of(engine, g.state(), Map.of(g.x(), x), g.outputs());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void compiled_and_interpreted_agree_and_threads_change_no_bit(Case c) {
    Graph g = graph(c);
    NDArray x = numbers(c);
    List<NDArray> plain = run(g, x, Engines.interpreted());
    List<NDArray> one = run(g, x, Engines.compiled(1));
    for (int k = 0; k < plain.size(); k++) {
      double size = 1;
      for (float v : plain.get(k).data()) {
        size = Math.max(size, Math.abs(v));
      }
      for (int i = 0; i < plain.get(k).data().length; i++) {
        assertThat((double) one.get(k).data()[i])
            .as("output %d, number %d", k, i)
            .isCloseTo(plain.get(k).data()[i], within(1e-4 * size));
      }
    }
    for (int threads : new int[] {2, 3, 8}) {
      assertThat(run(g, x, Engines.compiled(threads))).isEqualTo(one);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_derivatives_are_those_of_central_differences(Case c) {
    Graph g = graph(c);
    NDArray x = numbers(c);
    List<NDArray> there = run(g, x, Engines.interpreted());
    float[] theta = g.state().get(g.layout().theta()).data();
    for (ParameterSpec p : c.layer().parameters()) {
      int at = g.layout().offset(p.name());
      int last = at + p.shape().size() - 1;
      for (int i : new int[] {at, (at + last) / 2, last}) {
        check(c, "theta " + i, there.get(2).data()[i], slope(g, x, theta, i));
      }
    }
    if (!c.isOfNames()) {
      for (int i : new int[] {0, x.data().length / 2, x.data().length - 1}) {
        check(c, "x " + i, there.get(3).data()[i], slope(g, x, x.data(), i));
      }
    }
  }

  private static void check(Case c, String what, double derivative, double slope) {
    assertThat(derivative)
        .as("%s of %s", what, c)
        .isCloseTo(slope, within(0.02 * (1 + Math.abs(slope))));
  }

  private static double slope(Graph g, NDArray x, float[] numbers, int i) {
    float before = numbers[i];
    float h = 1f / 256;
    numbers[i] = before + h;
    double up = cubes(g, x);
    numbers[i] = before - h;
    double down = cubes(g, x);
    numbers[i] = before;
    return (up - down) / (2 * h);
  }

  /** The loss, added up in double: rounded to a float it would be too coarse to differ. */
  private static double cubes(Graph g, NDArray x) {
    double sum = 0;
    for (double y : doubles(run(g, x, Engines.interpreted()).getFirst())) {
      sum += y * y * y;
    }
    return sum;
  }

  private static double[] doubles(NDArray values) {
    double[] all = new double[values.data().length];
    for (int i = 0; i < all.length; i++) {
      all[i] = values.data()[i];
    }
    return all;
  }
}
