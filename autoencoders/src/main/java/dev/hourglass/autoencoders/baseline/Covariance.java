package dev.hourglass.autoencoders.baseline;

import java.util.stream.IntStream;

/**
 * Means and covariance of columns in double. Each sum is added in the order of rows whatever the
 * number of threads, so the bits do not depend on it.
 *
 * @param mean [D]
 * @param matrix [D][D], symmetric, divided by N - 1
 */
record Covariance(double[] mean, double[][] matrix) {
  private static final int ROWS = 256;
  private static final int UNROLL = 8;

  static Covariance of(float[] rows, int columns) {
    int count = rows.length / columns;
    double[] mean = mean(rows, columns, count);
    double[][] sums = new double[columns][columns];
    double[][] block = new double[ROWS][columns];
    for (int start = 0; start < count; start += ROWS) {
      load(rows, start, Math.min(ROWS, count - start), mean, block);
      IntStream.range(0, columns).parallel().forEach(i -> accumulate(block, i, sums[i]));
    }
    for (int i = 0; i < columns; i++) {
      for (int j = i; j < columns; j++) {
        sums[i][j] /= count - 1;
        sums[j][i] = sums[i][j];
      }
    }
    return new Covariance(mean, sums);
  }

  private static double[] mean(float[] rows, int columns, int count) {
    double[] mean = new double[columns];
    for (int r = 0; r < rows.length; r += columns) {
      for (int j = 0; j < columns; j++) {
        mean[j] += rows[r + j];
      }
    }
    for (int j = 0; j < columns; j++) {
      mean[j] /= count;
    }
    return mean;
  }

  /** Centred rows; zeros where there are fewer than the block has. */
  private static void load(float[] rows, int start, int count, double[] mean, double[][] block) {
    int columns = mean.length;
    for (int r = 0; r < ROWS; r++) {
      for (int j = 0; j < columns; j++) {
        block[r][j] = r < count ? rows[(start + r) * columns + j] - mean[j] : 0;
      }
    }
  }

  /**
   * Adds the products of column i with columns i and on: eight rows at a time, so that a sum is
   * read and written less often.
   */
  private static void accumulate(double[][] block, int i, double[] sums) {
    for (int r = 0; r < ROWS; r += UNROLL) {
      eightRows(block, r, i, sums);
    }
  }

  private static void eightRows(double[][] block, int r, int i, double[] sums) {
    double[] a = block[r];
    double[] b = block[r + 1];
    double[] c = block[r + 2];
    double[] d = block[r + 3];
    double[] e = block[r + 4];
    double[] f = block[r + 5];
    double[] g = block[r + 6];
    double[] h = block[r + 7];
    double ai = a[i];
    double bi = b[i];
    double ci = c[i];
    double di = d[i];
    double ei = e[i];
    double fi = f[i];
    double gi = g[i];
    double hi = h[i];
    for (int j = i; j < sums.length; j++) {
      double first = ai * a[j] + bi * b[j] + (ci * c[j] + di * d[j]);
      double second = ei * e[j] + fi * f[j] + (gi * g[j] + hi * h[j]);
      sums[j] += first + second;
    }
  }
}
