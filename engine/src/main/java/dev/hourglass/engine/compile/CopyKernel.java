package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;

/**
 * Copies a block of numbers between two layouts: number (i0, i1, ...) from {@code fromStart + sum
 * of i * fromStride} to {@code toStart + sum of i * toStride}. Transposition, slicing, padding,
 * joining and repeating are all this.
 */
final class CopyKernel implements Kernel {
  private static final int TILE = 16;

  private final int[] dims;
  private final int[] fromStrides;
  private final int[] toStrides;
  private final Place from;
  private final Place to;
  private final int fromStart;
  private final int toStart;

  CopyKernel(
      int[] dims,
      Place from,
      int fromStart,
      int[] fromStrides,
      Place to,
      int toStart,
      int[] toStrides) {
    int rank =
        Math.max(
            2, dims.length); // at least two axes, so that the innermost two can be done together
    this.dims = leading(dims, rank, 1);
    this.fromStrides = leading(fromStrides, rank, 0);
    this.toStrides = leading(toStrides, rank, 0);
    this.from = from;
    this.to = to;
    this.fromStart = fromStart;
    this.toStart = toStart;
  }

  private static int[] leading(int[] values, int rank, int fill) {
    int[] all = new int[rank];
    for (int i = 0; i < rank; i++) {
      int j = i - rank + values.length;
      all[i] = j < 0 ? fill : values[j];
    }
    return all;
  }

  /** Row-major strides of a shape. */
  static int[] strides(int[] dims) {
    int[] strides = new int[dims.length];
    int stride = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= dims[i];
    }
    return strides;
  }

  /**
   * Splits the longest axis, since each part must own its numbers and any axis of the target does.
   */
  @Override
  public void run(int part, int parts) {
    int axis = 0;
    for (int i = 1; i < dims.length; i++) {
      if (dims[i] > dims[axis]) {
        axis = i;
      }
    }
    int begin = Kernel.start(dims[axis], part, parts);
    int end = Kernel.start(dims[axis], part + 1, parts);
    if (begin < end) {
      walk(0, axis, begin, end, from.offset() + fromStart, to.offset() + toStart);
    }
  }

  private void walk(int depth, int axis, int begin, int end, int source, int target) {
    int first = depth == axis ? begin : 0;
    int last = depth == axis ? end : dims[depth];
    if (depth == dims.length - 2) {
      boolean inner = depth + 1 == axis;
      plane(first, last, inner ? begin : 0, inner ? end : dims[depth + 1], source, target);
      return;
    }
    for (int i = first; i < last; i++) {
      walk(
          depth + 1,
          axis,
          begin,
          end,
          source + i * fromStrides[depth],
          target + i * toStrides[depth]);
    }
  }

  private void plane(int i0, int i1, int j0, int j1, int source, int target) {
    float[] a = from.memory().floats();
    float[] b = to.memory().floats();
    int depth = dims.length - 2;
    int ai = fromStrides[depth];
    int aj = fromStrides[depth + 1];
    int bi = toStrides[depth];
    int bj = toStrides[depth + 1];
    if (aj == 1 && bj == 1) {
      for (int i = i0; i < i1; i++) {
        System.arraycopy(a, source + i * ai + j0, b, target + i * bi + j0, j1 - j0);
      }
      return;
    }
    for (int i = i0; i < i1; i += TILE) { // in tiles, so that both sides stay in the nearest cache
      for (int j = j0; j < j1; j += TILE) {
        tile(
            a,
            b,
            Math.min(TILE, i1 - i),
            Math.min(TILE, j1 - j),
            source + i * ai + j * aj,
            ai,
            aj,
            target + i * bi + j * bj,
            bi,
            bj);
      }
    }
  }

  private static void tile(
      float[] a,
      float[] b,
      int rows,
      int cols,
      int source,
      int ai,
      int aj,
      int target,
      int bi,
      int bj) {
    for (int i = 0; i < rows; i++) {
      int p = source + i * ai;
      int q = target + i * bi;
      for (int j = 0; j < cols; j++) {
        b[q + j * bj] = a[p + j * aj];
      }
    }
  }
}
