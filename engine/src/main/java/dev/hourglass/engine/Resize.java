package dev.hourglass.engine;

/**
 * Pictures (B, H, W, C) in another size. Pixel centres are at halves, as everywhere but with {@code
 * align_corners}.
 */
public final class Resize {
  private Resize() {}

  /** Each number is that of the pixel it falls into: row {@code floor(i * H / height)}. */
  public static Tensor nearest(Tensor x, int height, int width) {
    check(x, height, width);
    Tensor rows = Pooling.alongAxis(x, 1, nearest(x.dim(1), height));
    return Pooling.alongAxis(rows, 2, nearest(x.dim(2), width));
  }

  /**
   * Each number lies between those of the four pixels around it; beyond the outermost centres the
   * nearest pixel counts.
   */
  public static Tensor bilinear(Tensor x, int height, int width) {
    check(x, height, width);
    Tensor rows = Pooling.alongAxis(x, 1, linear(x.dim(1), height));
    return Pooling.alongAxis(rows, 2, linear(x.dim(2), width));
  }

  private static SparseMatrix nearest(int from, int to) {
    double[][] m = new double[to][from];
    for (int i = 0; i < to; i++) {
      m[i][(int) ((long) i * from / to)] = 1;
    }
    return SparseMatrix.of(m);
  }

  private static SparseMatrix linear(int from, int to) {
    double[][] m = new double[to][from];
    for (int i = 0; i < to; i++) {
      double at = Math.clamp((i + 0.5) * from / to - 0.5, 0, from - 1.0);
      int low = (int) at;
      m[i][low] = 1 - (at - low);
      m[i][Math.min(low + 1, from - 1)] += at - low;
    }
    return SparseMatrix.of(m);
  }

  private static void check(Tensor x, int height, int width) {
    if (x.shape().rank() != 4 || height < 1 || width < 1) {
      throw new ShapeException(
          "resize: (B, H, W, C) to a height and width of 1 or more, got %s to %d x %d"
              .formatted(x.shape(), height, width));
    }
  }
}
