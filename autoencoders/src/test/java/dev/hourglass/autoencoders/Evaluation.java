package dev.hourglass.autoencoders;

import dev.hourglass.engine.Engine;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;

/** Values of tensors in one run. */
public final class Evaluation {
  private Evaluation() {}

  public static List<NDArray> of(
      Engine engine, State state, Map<Tensor, NDArray> bindings, List<Tensor> outputs) {
    try (Program program = engine.compile(new Program.Spec(outputs, Map.of()), state)) {
      bindings.forEach(program::bind);
      program.run(0, 1);
      return outputs.stream().map(program::output).toList();
    }
  }

  public static NDArray of(Engine engine, Map<Tensor, NDArray> bindings, Tensor output) {
    return of(engine, State.of(List.of()), bindings, List.of(output)).getFirst();
  }
}
