package dev.hourglass.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of parameter tensors, which live from run to run and may be shared by several programs
 * (not at the same time).
 */
public final class State {
  private final Map<Tensor, NDArray> values = new HashMap<>();

  /** All zeros at first. */
  public static State of(List<Tensor> parameters) {
    State state = new State();
    for (Tensor p : parameters) {
      if (!(p.op() instanceof Op.Parameter)) {
        throw new IllegalArgumentException("not a parameter: " + p);
      }
      state.values.put(p, NDArray.zeros(p.shape()));
    }
    return state;
  }

  /** The live values of a parameter: writing to them changes the parameter. */
  public NDArray get(Tensor parameter) {
    NDArray value = values.get(parameter);
    if (value == null) {
      throw new IllegalArgumentException("no such parameter in this state: " + parameter);
    }
    return value;
  }

  private State() {}
}
