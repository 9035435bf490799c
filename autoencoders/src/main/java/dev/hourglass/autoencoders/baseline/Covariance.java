package dev.hourglass.autoencoders.baseline;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Means and covariance of columns in double. Each sum is added in the order of rows whatever the
 * number of threads, so the bits do not depend on it.
 *
 * @param mean [D]
 * @param matrix [D][D], symmetric, divided by N - 1
 */
record Covariance(double[] mean, double[][] matrix) {
  /** Rows at a time: a block of some hundred columns stays in the second cache. */
  private static final int ROWS = 128;

  /** Rows and columns of the small squares of products in which a block is worked off. */
  private static final int SIDE = 4;

  static Covariance of(float[] rows, int columns) {
    int count = rows.length / columns;
    double[] mean = mean(rows, columns, count);
    int squares = (columns + SIDE - 1) / SIDE;
    int padded = squares * SIDE;
    double[][] sums = new double[padded][padded];
    double[][] block = new double[ROWS][padded];
    for (int start = 0; start < count; start += ROWS) {
      load(rows, start, Math.min(ROWS, count - start), mean, block);
      IntStream.range(0, (squares + 1) / 2)
          .parallel()
          .forEach(q -> { // the first columns have the longest rows of products, the last the
            // shortest
            accumulate(block, q * SIDE, sums);
            if (squares - 1 - q > q) {
              accumulate(block, (squares - 1 - q) * SIDE, sums);
            }
          });
    }
    double[][] matrix = new double[columns][columns];
    for (int i = 0; i < columns; i++) {
      for (int j = i; j < columns; j++) {
        matrix[i][j] = sums[i][j] / (count - 1);
        matrix[j][i] = matrix[i][j];
      }
    }
    return new Covariance(mean, matrix);
  }

  private static double[] mean(float[] rows, int columns, int count) {
    double[] mean = new double[columns];
    for (int r = 0; r < rows.length; r += columns) {
      addRow(rows, r, mean);
    }
    for (int j = 0; j < columns; j++) {
      mean[j] /= count;
    }
    return mean;
  }

  private static void addRow(float[] rows, int at, double[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += rows[at + j];
    }
  }

  /** Centred rows; zeros where there are fewer than the block has. */
  private static void load(float[] rows, int start, int count, double[] mean, double[][] block) {
    for (int r = 0; r < count; r++) {
      centre(rows, (start + r) * mean.length, mean, block[r]);
    }
    for (int r = count; r < ROWS; r++) {
      Arrays.fill(block[r], 0);
    }
  }

  static void centre(float[] rows, int at, double[] mean, double[] centred) {
    for (int j = 0; j < mean.length; j++) {
      centred[j] = rows[at + j] - mean[j];
    }
  }

  /** Adds the products of columns i to i + 3 with columns i and on. */
  private static void accumulate(double[][] block, int i, double[][] sums) {
    for (int r = 0; r < ROWS; r += SIDE) {
      fourRows(block, r, i, sums);
    }
  }

  /** Four rows and four columns at a time: sixteen products for four loads and four sums. */
  private static void fourRows(double[][] block, int r, int i, double[][] sums) {
    double[] a = block[r];
    double[] b = block[r + 1];
    double[] c = block[r + 2];
    double[] d = block[r + 3];
    addFour(sums[i], i, a[i], a, b[i], b, c[i], c, d[i], d);
    addFour(sums[i + 1], i, a[i + 1], a, b[i + 1], b, c[i + 1], c, d[i + 1], d);
    addFour(sums[i + 2], i, a[i + 2], a, b[i + 2], b, c[i + 2], c, d[i + 2], d);
    addFour(sums[i + 3], i, a[i + 3], a, b[i + 3], b, c[i + 3], c, d[i + 3], d);
  }

  /** Adds a·x + b·y + c·z + d·w to {@code sums} from an index on. */
  static void addFour(
      double[] sums,
      int from,
      double a,
      double[] x,
      double b,
      double[] y,
      double c,
      double[] z,
      double d,
      double[] w) {
    for (int j = from; j < sums.length; j++) {
      sums[j] += a * x[j] + b * y[j] + (c * z[j] + d * w[j]);
    }
  }
}
