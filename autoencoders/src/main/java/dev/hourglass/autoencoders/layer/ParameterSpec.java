package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.Shape;
import dev.hourglass.engine.ShapeException;

/**
 * One named block of a model's parameters.
 *
 * @param name unique in a model, such as {@code encoder.0.weight}
 * @param shape a matrix (fanIn, fanOut) or a vector
 * @param initializer how its first values are made; a vector can only start from zeros
 */
public record ParameterSpec(String name, Shape shape, Initializer initializer) {
  public ParameterSpec {
    if (shape.rank() != 2 && !(shape.rank() == 1 && initializer == Initializer.ZEROS)) {
      throw new ShapeException(
          "parameter %s: needs a matrix, or a vector that starts from zeros, got %s from %s"
              .formatted(name, shape, initializer));
    }
  }

  /** Whether this is a weight, which penalties apply to, and not a bias. */
  public boolean isWeight() {
    return shape.rank() == 2;
  }
}
