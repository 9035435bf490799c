package dev.hourglass.engine;

import java.util.List;

/**
 * A symbolic tensor: an operation, its inputs, a shape, and nothing else. Building one computes
 * nothing. Tensors are immutable, compared by identity, and may be shared by threads. They are made
 * by the functions of {@link Tensors}.
 */
public final class Tensor {
  private final Op op;
  private final List<Tensor> inputs;
  private final Shape shape;
  private final DType type;

  Tensor(Op op, List<Tensor> inputs, Shape shape, DType type) {
    this.op = op;
    this.inputs = List.copyOf(inputs);
    this.shape = shape;
    this.type = type;
  }

  public Op op() {
    return op;
  }

  public List<Tensor> inputs() {
    return inputs;
  }

  public Tensor input(int i) {
    return inputs.get(i);
  }

  public Shape shape() {
    return shape;
  }

  public int dim(int axis) {
    return shape.dim(axis);
  }

  public DType type() {
    return type;
  }

  @Override
  public String toString() {
    return op + " " + shape;
  }
}
