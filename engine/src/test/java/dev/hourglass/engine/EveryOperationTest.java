package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation by itself, compiled against interpreted, forward and backward. */
class EveryOperationTest {

  static List<TwinCases.Case> cases() {
    return TwinCases.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void an_operation_and_its_gradient_over_odd_sizes_on_1_2_3_and_8_threads(TwinCases.Case c) {
    for (int n : EngineContract.SIZES) {
      TwinCases.Graph g = c.graph().apply(n);
      List<Tensor> outputs = new ArrayList<>(List.of(g.output()));
      if (g.output().type() == DType.F32) {
        List<Tensor> inputs = List.copyOf(g.inputs().keySet());
        outputs.addAll(Gradients.of(weighted(g.output(), n), inputs));
      }
      String what = "%s, n = seed = %d".formatted(c, n);
      Twins.assertAgree(what, g.inputs(), g.rows(), outputs, 1e-5, 2, 3, 8);
    }
  }

  /** A scalar in which each number has a weight of its own. */
  private static Tensor weighted(Tensor x, long seed) {
    Random random = new Random(seed);
    NDArray weights = EngineContract.fill(i -> 0.5 + random.nextFloat(), x.shape().toArray());
    return Tensors.sumAll(Tensors.mul(x, Tensors.constant(weights)));
  }

  @Test
  void every_operation_has_a_case() {
    Set<Object> found = new HashSet<>();
    for (TwinCases.Case c : cases()) {
      TwinCases.Graph g = c.graph().apply(7);
      collect(g.output(), found);
    }
    assertThat(found).contains((Object[]) Op.UnaryFunction.values());
    assertThat(found).contains((Object[]) Op.BinaryFunction.values());
    assertThat(found).contains((Object[]) Op.Reduction.values());
    List<Class<?>> operations = new ArrayList<>(List.of(Op.class.getPermittedSubclasses()));
    operations.remove(Op.Parameter.class); // ProgramContract has them
    operations.remove(Op.RecurrentGradient.class); // in the gradients of Recurrent
    assertThat(found).containsAll(operations);
  }

  private static void collect(Tensor t, Set<Object> found) {
    found.add(t.op().getClass());
    switch (t.op()) {
      case Op.Unary(var f) -> found.add(f);
      case Op.Binary(var f) -> found.add(f);
      case Op.Reduce(var r, var _) -> found.add(r);
      default -> {}
    }
    t.inputs().forEach(x -> collect(x, found));
  }
}
