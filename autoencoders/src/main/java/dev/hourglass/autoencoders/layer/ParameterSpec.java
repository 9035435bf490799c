package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.Shape;
import dev.hourglass.engine.ShapeException;

/**
 * One named block of a model's parameters or statistics.
 *
 * @param name unique in a model, such as {@code encoder.0.weight}
 * @param shape a weight of rank 2 or more, (in, out) or (window..., in, out), or a vector
 * @param initializer how its first values are made; a vector starts from zeros or ones
 * @param fans what the scale of first values depends on
 */
public record ParameterSpec(String name, Shape shape, Initializer initializer, Fans fans) {
  public ParameterSpec {
    boolean constant = initializer == Initializer.ZEROS || initializer == Initializer.ONES;
    if (shape.rank() < 1 || (shape.rank() == 1 && !constant)) {
      throw new ShapeException(
          "parameter %s: needs a weight of rank 2 or more, or a vector that starts from zeros or ones, got %s from %s"
              .formatted(name, shape, initializer));
    }
  }

  /** A block whose fans follow from its shape. */
  public ParameterSpec(String name, Shape shape, Initializer initializer) {
    this(name, shape, initializer, Fans.of(shape));
  }

  /** Whether this is a weight, which penalties apply to, and not a bias or the like. */
  public boolean isWeight() {
    return shape.rank() >= 2;
  }
}
