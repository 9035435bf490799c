package dev.hourglass.engine;

import java.util.Arrays;

/**
 * The lengths of a tensor's axes, outermost first. A scalar has rank 0. Every length is at least 1.
 */
public final class Shape {

  /** The shape of a scalar. */
  public static final Shape SCALAR = new Shape();

  private final int[] dims;

  private Shape(int... dims) {
    long size = 1;
    for (int d : dims) {
      if (d < 1) {
        throw new ShapeException(
            "every axis must have length 1 or more, got " + Arrays.toString(dims));
      }
      size *= d;
      if (size > Integer.MAX_VALUE) {
        throw new ShapeException(
            "a tensor holds at most 2^31-1 numbers, got " + Arrays.toString(dims));
      }
    }
    this.dims = dims;
  }

  public static Shape of(int... dims) {
    return dims.length == 0 && SCALAR != null ? SCALAR : new Shape(dims.clone());
  }

  public int rank() {
    return dims.length;
  }

  /** Length of an axis; a negative axis counts from the end. */
  public int dim(int axis) {
    return dims[axis < 0 ? axis + dims.length : axis];
  }

  /** How many numbers a tensor of this shape holds. */
  public int size() {
    int size = 1;
    for (int d : dims) {
      size *= d;
    }
    return size;
  }

  public int[] toArray() {
    return dims.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape s && Arrays.equals(dims, s.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  @Override
  public String toString() {
    return Arrays.toString(dims);
  }
}
