package dev.hourglass.engine.compile;

import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tensors that one kernel computes: either one operation that has a kernel of its own, or pointwise
 * operations and row reductions over one space, perhaps behind a matrix product whose epilogue they
 * are.
 */
final class Group {
  /** The shape of the space; every pointwise member has it. */
  final Shape space;

  /** The numbers in a row, or 0 while no member cares where rows end. */
  int cols;

  /** The matrix product at the head, or the one operation of the group. */
  final @Nullable Tensor head;

  /** In graph order; without the head. */
  final List<Tensor> members = new ArrayList<>();

  private Group(Shape space, int cols, @Nullable Tensor head) {
    this.space = space;
    this.cols = cols;
    this.head = head;
  }

  static Group pointwise(Shape space, int cols) {
    return new Group(space, cols, null);
  }

  static Group headed(Tensor head) {
    return new Group(head.shape(), Layouts.isProduct(head) ? head.dim(-1) : 0, head);
  }

  boolean takesPointwise() {
    return head == null || Layouts.isProduct(head);
  }

  int rows() {
    return cols == 0 ? 1 : space.size() / cols;
  }

  int rowLength() {
    return cols == 0 ? space.size() : cols;
  }

  List<Tensor> tensors() {
    List<Tensor> all = new ArrayList<>();
    if (head != null) {
      all.add(head);
    }
    all.addAll(members);
    return all;
  }
}
