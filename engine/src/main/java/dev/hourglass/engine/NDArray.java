package dev.hourglass.engine;

import java.util.Arrays;

/**
 * Single-precision numbers in row-major order under a shape. The array is shared, not copied:
 * whoever holds it may write to it.
 */
public record NDArray(Shape shape, float[] data) {

  public NDArray {
    if (data.length != shape.size()) {
      throw new ShapeException(
          "shape %s needs %d numbers, got %d".formatted(shape, shape.size(), data.length));
    }
  }

  public static NDArray zeros(Shape shape) {
    return new NDArray(shape, new float[shape.size()]);
  }

  public static NDArray of(float[] data, int... dims) {
    return new NDArray(Shape.of(dims), data);
  }

  public static NDArray scalar(float value) {
    return new NDArray(Shape.SCALAR, new float[] {value});
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NDArray a && shape.equals(a.shape) && Arrays.equals(data, a.data);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "NDArray" + shape;
  }
}
