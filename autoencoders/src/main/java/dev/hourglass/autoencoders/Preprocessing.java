package dev.hourglass.autoencoders;

import dev.hourglass.engine.NDArray;
import java.util.List;

/**
 * What is done to rows before a model sees them, and undone in its reconstructions. Fitted on
 * training rows only ({@link PreprocessingPlan#fit}) and kept in the model file.
 */
public sealed interface Preprocessing {

  /**
   * Changes rows in place, from the units of the data to the scale of the model: {@code block}
   * holds whole rows of D numbers.
   */
  void apply(float[] block);

  /** Changes rows in place, from the scale of the model to the units of the data. */
  void invert(float[] block);

  /** The rows [N, D] in the scale of the model: a new array, or the same one if nothing changes. */
  default NDArray applied(NDArray rows) {
    if (this instanceof Identity) {
      return rows;
    }
    float[] block = rows.data().clone();
    apply(block);
    return new NDArray(rows.shape(), block);
  }

  /** The rows [N, D] in the units of the data: a new array, or the same one if nothing changes. */
  default NDArray inverted(NDArray rows) {
    if (this instanceof Identity) {
      return rows;
    }
    float[] block = rows.data().clone();
    invert(block);
    return new NDArray(rows.shape(), block);
  }

  /** The name in texts and files, such as {@code min-max}. */
  String id();

  /** Leaves rows as they are. */
  record Identity() implements Preprocessing {
    @Override
    public void apply(float[] block) {}

    @Override
    public void invert(float[] block) {}

    @Override
    public String id() {
      return "none";
    }
  }

  /**
   * (x - minimum) / range of each column: training data come to lie in [0, 1]. A constant column
   * (range 0) becomes 0, and its constant again.
   *
   * @param minimum [D]
   * @param range [D], 0 or more
   */
  record MinMax(float[] minimum, float[] range) implements Preprocessing {
    public MinMax {
      Affine.check("min-max", minimum, range);
    }

    @Override
    public void apply(float[] block) {
      Affine.apply(block, minimum, range);
    }

    @Override
    public void invert(float[] block) {
      Affine.invert(block, minimum, range);
    }

    @Override
    public String id() {
      return "min-max";
    }
  }

  /**
   * (x - mean) / deviation of each column: training data come to have mean 0 and variance 1. A
   * constant column (deviation 0) becomes 0, and its constant again.
   *
   * @param mean [D]
   * @param deviation [D], 0 or more; of the population (divided by N)
   */
  record Standardise(float[] mean, float[] deviation) implements Preprocessing {
    public Standardise {
      Affine.check("standardise", mean, deviation);
    }

    @Override
    public void apply(float[] block) {
      Affine.apply(block, mean, deviation);
    }

    @Override
    public void invert(float[] block) {
      Affine.invert(block, mean, deviation);
    }

    @Override
    public String id() {
      return "standardise";
    }
  }

  /**
   * Moves numbers into [low, high]. Cannot be undone: inverting leaves rows as they are.
   *
   * @param low below {@code high}
   */
  record Clip(float low, float high) implements Preprocessing {
    public Clip {
      if (!(low < high) || !Float.isFinite(low) || !Float.isFinite(high)) {
        throw new IllegalArgumentException(
            "clip: the lower limit must be below the upper one, got %s and %s"
                .formatted(low, high));
      }
    }

    @Override
    public void apply(float[] block) {
      for (int i = 0; i < block.length; i++) {
        block[i] = Math.min(Math.max(block[i], low), high);
      }
    }

    @Override
    public void invert(float[] block) {}

    @Override
    public String id() {
      return "clip:" + low + ":" + high;
    }
  }

  /** One after another; undone in reverse. */
  record Chain(List<Preprocessing> steps) implements Preprocessing {
    public Chain {
      steps = List.copyOf(steps);
    }

    @Override
    public void apply(float[] block) {
      steps.forEach(s -> s.apply(block));
    }

    @Override
    public void invert(float[] block) {
      steps.reversed().forEach(s -> s.invert(block));
    }

    @Override
    public String id() {
      return String.join(",", steps.stream().map(Preprocessing::id).toList());
    }
  }
}
