package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op;
import dev.hourglass.engine.Op.Reduction;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.compile.PointwiseSpec.Access;
import org.jspecify.annotations.Nullable;

/**
 * What shapes alone decide: which tensors are views of others, and how a small tensor lies against
 * a large one.
 */
final class Layouts {
  /** So many runs of rows can be dealt out. */
  private static final int MANY_RUNS = 64;

  private Layouts() {}

  /** How an operand lies in a space whose last {@code cols} numbers make a row. */
  record Spread(Access access, int cols) {}

  /** Leaves are given; nothing computes them. */
  static boolean isLeaf(Tensor t) {
    return t.op() instanceof Op.Input
        || t.op() instanceof Op.Parameter
        || t.op() instanceof Op.Constant
        || t.op() instanceof Op.Fill;
  }

  static boolean isPointwise(Tensor t) {
    return t.op() instanceof Op.Unary || t.op() instanceof Op.Binary || t.op() instanceof Op.Select;
  }

  /** Whether the tensor is a matrix product, of which its last axis is the columns. */
  static boolean isProduct(Tensor t) {
    return t.op() instanceof Op.MatMul
        || t.op() instanceof Op.Conv2d
        || t.op() instanceof Op.Conv2dInputGradient
        || t.op() instanceof Op.Conv2dWeightGradient;
  }

  /**
   * Whether the tensor is its input's numbers in the same order: it then needs no kernel, and
   * begins {@link #viewStart} numbers into its input.
   */
  static boolean isView(Tensor t) {
    return switch (t.op()) {
      case Op.Reshape _ -> true;
      case Op.Transpose(var permutation) -> {
        int last = -1;
        boolean ordered = true;
        for (int axis : permutation) {
          if (t.input(0).dim(axis) != 1) {
            ordered &= axis > last;
            last = axis;
          }
        }
        yield ordered;
      }
      case Op.Slice _ -> {
        Shape from = t.input(0).shape();
        boolean whole = false; // once an axis is longer than 1, the ones after it must be whole
        boolean contiguous = true;
        for (int i = 0; i < from.rank(); i++) {
          contiguous &= !whole || t.dim(i) == from.dim(i);
          whole |= t.dim(i) > 1;
        }
        yield contiguous;
      }
      default -> false;
    };
  }

  static int viewStart(Tensor view) {
    int start = 0;
    if (view.op() instanceof Op.Slice(var starts)) {
      int stride = 1;
      for (int i = starts.size() - 1; i >= 0; i--) {
        start += starts.get(i) * stride;
        stride *= view.input(0).dim(i);
      }
    }
    return start;
  }

  /**
   * How a tensor of shape {@code from} lies when broadcast to {@code to} (equal rank), or null
   * where no split into rows and columns shows it.
   */
  static @Nullable Spread spread(Shape from, Shape to) {
    if (from.size() == 1) {
      return new Spread(Access.SCALAR, 0);
    }
    int rank = to.rank();
    int first = 0;
    while (first < rank && from.dim(first) == 1) {
      first++;
    }
    if (matches(from, to, first, rank)) {
      return new Spread(Access.ROW, product(to, first, rank));
    }
    int last = rank;
    while (from.dim(last - 1) == 1) {
      last--;
    }
    if (matches(from, to, 0, last)) {
      return new Spread(Access.COLUMN, product(to, last, rank));
    }
    return null;
  }

  private static boolean matches(Shape a, Shape b, int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (a.dim(i) != b.dim(i)) {
        return false;
      }
    }
    return true;
  }

  static int product(Shape shape, int begin, int end) {
    int product = 1;
    for (int i = begin; i < end; i++) {
      product *= shape.dim(i);
    }
    return product;
  }

  /**
   * A reduction's input as (outer, run, inner): {@code run} consecutive axes are combined. Null
   * where the axes do not stand together.
   */
  static int @Nullable [] reduceBlocks(Tensor reduce) {
    Op.Reduce op = (Op.Reduce) reduce.op();
    Shape from = reduce.input(0).shape();
    int begin = op.axes().getFirst();
    int end = op.axes().getLast() + 1;
    for (int i = begin; i < end; i++) {
      if (!op.axes().contains(i) && from.dim(i) != 1) {
        return null;
      }
    }
    return new int[] {
      product(from, 0, begin), product(from, begin, end), product(from, end, from.rank())
    };
  }

  /**
   * Whether the reduction sums runs of rows whose columns fill vectors, many times over, so that it
   * can run inside a pointwise kernel that deals out whole runs.
   */
  static boolean isSumOfRuns(Tensor t) {
    if (!(t.op() instanceof Op.Reduce(var reduction, var _)) || reduction != Reduction.SUM) {
      return false;
    }
    int[] blocks = reduceBlocks(t);
    return blocks != null && blocks[0] >= MANY_RUNS && blocks[2] >= RowSum.LANES;
  }

  /** Whether the reduction combines whole rows, so that it can run inside a pointwise kernel. */
  static boolean isRowReduction(Tensor t) {
    if (!(t.op() instanceof Op.Reduce)) {
      return false;
    }
    int[] blocks = reduceBlocks(t);
    return blocks != null && blocks[2] == 1;
  }
}
