package dev.hourglass.autoencoders.layer;

/**
 * Random matrices with orthonormal rows or columns, uniform among all such (Saxe et al., 2014): a
 * normal matrix made orthonormal by the modified Gram-Schmidt process in double precision, in
 * additions, products, divisions and square roots only.
 */
final class Orthonormal {
  /**
   * A vector that loses more than this part of its length is made orthogonal once more (Daniel et
   * al., 1976).
   */
  private static final double KEPT = 0.7;

  private Orthonormal() {}

  /** Writes a matrix (rows, columns), row-major; the shorter of the two sides is orthonormal. */
  static void fill(float[] target, int offset, int rows, int columns, Draws draws) {
    boolean tall = rows >= columns;
    double[][] q = basis(Math.min(rows, columns), Math.max(rows, columns), draws);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        target[offset + i * columns + j] = (float) (tall ? q[j][i] : q[i][j]);
      }
    }
  }

  /** {@code count} orthonormal vectors of {@code length} numbers. */
  private static double[][] basis(int count, int length, Draws draws) {
    double[][] q = new double[count][length];
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < length; i++) {
        q[k][i] = draws.normal(k * length + i);
      }
      double before = norm(q[k]);
      subtractProjections(q, k);
      double after = norm(q[k]);
      while (after < KEPT * before) {
        before = after;
        subtractProjections(q, k);
        after = norm(q[k]);
      }
      for (int i = 0; i < length; i++) {
        q[k][i] /= after;
      }
    }
    return q;
  }

  /** Takes from vector k its parts along the vectors before it. */
  private static void subtractProjections(double[][] q, int k) {
    double[] v = q[k];
    for (int j = 0; j < k; j++) {
      double part = dot(v, q[j]);
      for (int i = 0; i < v.length; i++) {
        v[i] -= part * q[j][i];
      }
    }
  }

  private static double norm(double[] v) {
    return Math.sqrt(dot(v, v));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
