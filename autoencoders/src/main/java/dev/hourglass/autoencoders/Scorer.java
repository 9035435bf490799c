package dev.hourglass.autoencoders;

import dev.hourglass.autoencoders.Inference.Compiled;
import dev.hourglass.autoencoders.Inference.Function;
import java.util.EnumMap;
import java.util.Map;

/**
 * A model compiled for single rows, for one thread at a time. Each function is compiled at its
 * first call and runs on the calling thread; after that a call allocates its result and nothing
 * else of note. Do not change the model while a scorer works.
 */
public final class Scorer implements AutoCloseable {
  private final Autoencoder model;
  private final Preprocessing preprocessing;
  private final Map<Function, Compiled> programs = new EnumMap<>(Function.class);

  Scorer(Autoencoder model) {
    this.model = model;
    this.preprocessing = model.preprocessing();
  }

  /**
   * Mean squared error of one row of D numbers in the units of the data, measured in the scale of
   * the model.
   */
  public float score(float[] row) {
    return run(Function.ERROR, row)[0];
  }

  /** Code, L numbers, of one row of D numbers in the units of the data. */
  public float[] encode(float[] row) {
    return run(Function.ENCODE, row);
  }

  /** Reconstruction of one row of D numbers, both in the units of the data. */
  public float[] reconstruct(float[] row) {
    float[] result = run(Function.RECONSTRUCT, row);
    if (model.architecture().reconstructs()) {
      preprocessing.invert(result);
    }
    return result;
  }

  private float[] run(Function function, float[] row) {
    Compiled c = programs.get(function);
    if (c == null) {
      model.inference().requireReconstruction(function);
      c = model.inference().compile(function, 1, 1);
      programs.put(function, c);
    }
    float[] x = c.x().data();
    if (row.length != x.length) {
      throw new IllegalArgumentException(
          "the model takes rows of %d numbers, got %d".formatted(x.length, row.length));
    }
    System.arraycopy(row, 0, x, 0, x.length);
    preprocessing.apply(x);
    c.program().run(0, 0);
    return c.program().output(c.output()).data();
  }

  @Override
  public void close() {
    programs.values().forEach(c -> c.program().close());
    programs.clear();
  }
}
