package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.engine.interpret.Interpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    State none = State.of(List.of());
    Program.Spec spec = new Program.Spec(outputs, Map.of());

    Interpreter.InterpretedProgram plain = new Interpreter().compile(spec, none);
    run(plain, c);
    Program first = Engines.compiled(1).compile(spec, none);
    run(first, c);
    for (Tensor o : outputs) {
      float[] got = first.output(o).data();
      double[] want = plain.exact(o);
      double scale = 1e-3;
      for (double w : want) {
        scale = Math.max(scale, Math.abs(w));
      }
      for (int i = 0; i < got.length; i++) {
        assertThat((double) got[i])
            .as("seed %d, %s, number %d", seed, o, i)
            .isCloseTo(want[i], org.assertj.core.data.Offset.offset(2e-4 * scale));
      }
    }
    for (int threads : new int[] {2, 3}) {
      Program other = Engines.compiled(threads).compile(spec, none);
      run(other, c);
      for (Tensor o : outputs) {
        assertThat(other.output(o).data())
            .as("seed %d, %d threads, %s", seed, threads, o)
            .isEqualTo(first.output(o).data());
      }
    }
  }

  private static void run(Program p, RandomGraphs.Case c) {
    c.inputs().forEach(p::bind);
    c.rows().forEach(p::bind);
    p.run(7, 1);
    p.run(7, 1); // a second run must not see what the first one left
  }
}
