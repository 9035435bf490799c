package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import dev.hourglass.engine.runtime.Kernel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Brings matrix products into the form that the kernels compute: the right side row-major, by a
 * transposition of its own where it is not.
 *
 * <p>Sums over the many rows of a batch that end in few numbers (the gradients of small weights and
 * of biases) become sums of {@value Slice#COUNT} slices of the rows, so that a thread adds up what
 * it has computed itself; else most of such a step is the traffic between the processors' caches.
 */
final class ProductForms {
  private static final int LEAST_ROWS = 8 * Slice.COUNT * 2;
  private static final int MOST_NUMBERS = 1 << 14;
  private static final int MOST_SUMS = 1 << 10;

  private final Map<Tensor, Tensor> rewritten = new HashMap<>();
  private final Map<Tensor, Tensor> transposed = new HashMap<>();
  private final Map<Tensor, Integer> slices = new HashMap<>();

  /** The tensors that are sums over a slice of the rows, and over which. */
  Map<Tensor, Integer> slices() {
    return slices;
  }

  Tensor rewrite(Tensor root) {
    for (Tensor t : ProgramCompiler.order(List.of(root))) {
      rewritten.computeIfAbsent(t, this::form);
    }
    return rewritten.getOrDefault(root, root);
  }

  private Tensor form(Tensor t) {
    List<Tensor> inputs = t.inputs().stream().map(x -> rewritten.getOrDefault(x, x)).toList();
    if (t.op() instanceof Op.MatMul(boolean transposeA, boolean transposeB) && transposeB) {
      Tensor b = transposed.computeIfAbsent(inputs.get(1), x -> Tensors.transpose(x, 1, 0));
      return Tensors.matmul(inputs.get(0), transposeA, b, false);
    }
    if (slicedProduct(t)) {
      return sum(
          i -> Tensors.matmul(slice(inputs.get(0), i), true, slice(inputs.get(1), i), false));
    }
    if (slicedReduction(t)) {
      return sum(i -> Tensors.sum(slice(inputs.get(0), i), 0));
    }
    boolean same = true;
    for (int i = 0; i < inputs.size(); i++) {
      same &= inputs.get(i) == t.input(i);
    }
    return same ? t : Tensors.withInputs(t, inputs);
  }

  private static boolean slicedProduct(Tensor t) {
    if (!(t.op() instanceof Op.MatMul(boolean transposeA, boolean transposeB))
        || !transposeA
        || transposeB) {
      return false;
    }
    int rows = t.input(0).dim(0);
    long read = (long) rows * (t.dim(0) + t.dim(1));
    return rows >= LEAST_ROWS
        && t.shape().size() <= MOST_NUMBERS
        && (long) Slice.COUNT * t.shape().size() <= read;
  }

  private static boolean slicedReduction(Tensor t) {
    return t.op() instanceof Op.Reduce(var reduction, var axes)
        && reduction == Op.Reduction.SUM
        && axes.equals(List.of(0))
        && t.input(0).shape().rank() == 2
        && t.input(0).dim(0) >= LEAST_ROWS
        && t.dim(1) > 1
        && t.dim(1) <= MOST_SUMS;
  }

  private Tensor sum(IntFunction<Tensor> part) {
    Tensor sum = part.apply(0);
    slices.put(sum, 0);
    for (int i = 1; i < Slice.COUNT; i++) {
      Tensor next = part.apply(i);
      slices.put(next, i);
      sum = Tensors.add(sum, next);
    }
    return sum;
  }

  /** Slice i of the rows of a matrix, whole tiles of rows but for the last. */
  private static Tensor slice(Tensor x, int i) {
    int rows = x.dim(0);
    int start = sliceStart(rows, i);
    int[] size = {sliceStart(rows, i + 1) - start, x.dim(1)};
    return Tensors.slice(x, new int[] {start, 0}, size);
  }

  private static int sliceStart(int rows, int i) {
    int units = (rows + RowParts.UNIT - 1) / RowParts.UNIT;
    return Math.min(rows, Kernel.start(units, i, Slice.COUNT) * RowParts.UNIT);
  }
}
