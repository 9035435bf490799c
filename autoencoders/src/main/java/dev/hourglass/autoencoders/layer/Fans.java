package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.Shape;

/**
 * What the scale of first weights depends on.
 *
 * @param in how many numbers a unit of the layer reads, 1 or more
 * @param out how many units read one of the layer's inputs, 1 or more
 */
public record Fans(int in, int out) {
  public Fans {
    if (in < 1 || out < 1) {
      throw new IllegalArgumentException(
          "fans must be 1 or more, got %d and %d".formatted(in, out));
    }
  }

  /**
   * Of a matrix (in, out), and of a convolution's weight (..., in, out), whose leading axes are the
   * window; 1 and its length for a vector.
   */
  static Fans of(Shape shape) {
    if (shape.rank() < 2) {
      return new Fans(1, Math.max(1, shape.size()));
    }
    int window = shape.size() / (shape.dim(-1) * shape.dim(-2));
    return new Fans(window * shape.dim(-2), window * shape.dim(-1));
  }
}
