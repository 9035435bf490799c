package dev.hourglass.engine;

import java.util.List;
import java.util.Map;

/**
 * A computation made ready to run many times. Bind every input, then call {@link #run}; outputs
 * hold until the next run. A program may be used by one thread at a time; it may use several of its
 * own.
 */
public interface Program extends AutoCloseable {

  /**
   * What a program computes.
   *
   * @param outputs tensors whose values can be read after a run
   * @param updates parameter tensors and the tensors (of the same shape) whose values they take at
   *     the end of each run; all are computed from the values before the run
   */
  record Spec(List<Tensor> outputs, Map<Tensor, Tensor> updates) {
    public Spec {
      outputs = List.copyOf(outputs);
      updates = Map.copyOf(updates);
    }
  }

  /** Binds an F32 input by reference: later writes to the array are seen by later runs. */
  void bind(Tensor input, NDArray value);

  /** Binds an I32 input by reference. */
  void bind(Tensor input, int[] value);

  /**
   * Computes all outputs, then applies the updates. Random draws depend on {@code seed} and {@code
   * step}.
   */
  void run(long seed, long step);

  /** The values of an F32 output in the last run, copied. */
  NDArray output(Tensor output);

  /** The value of a scalar F32 output in the last run; allocates nothing. */
  float scalar(Tensor output);

  /** The values of an I32 output in the last run, copied. */
  int[] intOutput(Tensor output);

  @Override
  void close();
}
