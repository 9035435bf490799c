package dev.hourglass.engine;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Pooling of pictures (B, H, W, C) and of sequences (B, T, C): each window becomes one number per
 * channel. Output lengths are rounded down, as PyTorch does.
 */
public final class Pooling {
  private Pooling() {}

  /**
   * The largest number of each window; the first one in row-major order has the derivative where
   * several are largest, and NaN is larger than any.
   *
   * @param x (B, H, W, C)
   * @return (B, OH, OW, C)
   */
  public static Tensor max(Tensor x, PoolWindow window) {
    return maxPool(x, x, window);
  }

  /** The largest number of each window along a sequence (B, T, C). */
  public static Tensor max(Tensor x, int size, int stride, int padding) {
    return sequence(x, y -> max(y, flat(size, stride, padding)));
  }

  /**
   * The mean of each window, numbers beyond the edges counted as zeros.
   *
   * @param x (B, H, W, C)
   * @return (B, OH, OW, C)
   */
  public static Tensor average(Tensor x, PoolWindow w) {
    checkPicture(x, "average pooling");
    int oh = w.outputHeight(x.dim(1));
    int ow = w.outputWidth(x.dim(2));
    Tensor rows = alongAxis(x, 1, means(x.dim(1), oh, w.height(), w.strideY(), w.top()));
    return alongAxis(rows, 2, means(x.dim(2), ow, w.width(), w.strideX(), w.left()));
  }

  /** The mean of each window along a sequence (B, T, C). */
  public static Tensor average(Tensor x, int size, int stride, int padding) {
    return sequence(x, y -> average(y, flat(size, stride, padding)));
  }

  /** The mean of each channel: (B, ..., C) becomes (B, C). */
  public static Tensor globalAverage(Tensor x) {
    return Tensors.reshape(Tensors.mean(x, inner(x)), x.dim(0), x.dim(-1));
  }

  /** The largest number of each channel: (B, ..., C) becomes (B, C). */
  public static Tensor globalMax(Tensor x) {
    return Tensors.reshape(Tensors.max(x, inner(x)), x.dim(0), x.dim(-1));
  }

  /** {@code v} at the place of the largest x of each window; both are (B, H, W, C). */
  static Tensor maxPool(Tensor x, Tensor v, PoolWindow w) {
    checkPicture(x, "max pooling");
    Shape shape = Shape.of(x.dim(0), w.outputHeight(x.dim(1)), w.outputWidth(x.dim(2)), x.dim(3));
    return new Tensor(new Op.MaxPool(w), List.of(x, v), shape, DType.F32);
  }

  /** Zeros (B, H, W, C), with each of {@code v} (B, OH, OW, C) added where its window's x is. */
  static Tensor maxUnpool(Tensor x, Tensor v, PoolWindow w) {
    return new Tensor(new Op.MaxUnpool(w), List.of(x, v), x.shape(), DType.F32);
  }

  /** A constant matrix times an axis. */
  static Tensor alongAxis(Tensor x, int axis, SparseMatrix matrix) {
    int[] dims = x.shape().toArray();
    if (matrix.columns() != dims[axis] || x.type() != DType.F32) {
      throw new ShapeException(
          "%s does not fit axis %d of %s %s".formatted(matrix, axis, x.type(), x.shape()));
    }
    dims[axis] = matrix.rows();
    return new Tensor(new Op.AlongAxis(axis, matrix), List.of(x), Shape.of(dims), DType.F32);
  }

  private static SparseMatrix means(int length, int outputs, int size, int stride, int before) {
    double[][] m = new double[outputs][length];
    for (int o = 0; o < outputs; o++) {
      int first = o * stride - before;
      for (int i = Math.max(0, first); i < Math.min(length, first + size); i++) {
        m[o][i] = 1.0 / size;
      }
    }
    return SparseMatrix.of(m);
  }

  private static Tensor sequence(Tensor x, UnaryOperator<Tensor> pooling) {
    if (x.shape().rank() != 3) {
      throw new ShapeException("pooling: a sequence is (B, T, C), got " + x.shape());
    }
    Tensor y = pooling.apply(Tensors.reshape(x, x.dim(0), 1, x.dim(1), x.dim(2)));
    return Tensors.reshape(y, y.dim(0), y.dim(2), y.dim(3));
  }

  private static PoolWindow flat(int size, int stride, int padding) {
    return new PoolWindow(1, size, 1, stride, 0, 0, padding, padding);
  }

  private static int[] inner(Tensor x) {
    int rank = x.shape().rank();
    if (rank < 3) {
      throw new ShapeException(
          "global pooling: needs axes between the first and the last, got " + x.shape());
    }
    return IntStream.range(1, rank - 1).toArray();
  }

  private static void checkPicture(Tensor x, String what) {
    if (x.shape().rank() != 4 || x.type() != DType.F32) {
      throw new ShapeException(
          "%s: pictures are (B, H, W, C), got %s %s".formatted(what, x.type(), x.shape()));
    }
  }
}
