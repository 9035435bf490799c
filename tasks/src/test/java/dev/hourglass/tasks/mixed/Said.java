package dev.hourglass.tasks.mixed;

import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;

/** What graphs come to, by the plain interpreter. */
final class Said {
  private Said() {}

  static List<NDArray> of(State state, Map<Tensor, NDArray> bindings, List<Tensor> outputs) {
    try (Program program =
        Engines.interpreted().compile(new Program.Spec(outputs, Map.of()), state)) {
      bindings.forEach(program::bind);
      program.run(1, 1);
      return outputs.stream()
          .map(o -> NDArray.of(program.output(o).data().clone(), o.shape().toArray()))
          .toList();
    }
  }
}
