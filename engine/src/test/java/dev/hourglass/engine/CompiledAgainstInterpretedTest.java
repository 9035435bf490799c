package dev.hourglass.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiled programs against their plain twin, and against themselves on another number of threads.
 */
class CompiledAgainstInterpretedTest {

  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  @ParameterizedTest(name = "graph of seed {0}")
  @MethodSource("seeds")
  void a_random_graph_and_its_gradient_agree_with_the_interpreter(long seed) {
    RandomGraphs.Case c = RandomGraphs.of(seed, 12 + (int) (seed % 20));
    List<Tensor> outputs = new ArrayList<>(c.outputs());
    Tensor loss = Tensors.fill(0);
    for (Tensor o : c.outputs()) {
      loss = Tensors.add(loss, Tensors.meanAll(Tensors.square(o)));
    }
    outputs.add(loss);
    outputs.addAll(Gradients.of(loss, List.copyOf(c.inputs().keySet())));
    Twins.assertAgree("seed " + seed, c.inputs(), c.rows(), outputs, 2e-4, 2, 3, 8);
  }
}
