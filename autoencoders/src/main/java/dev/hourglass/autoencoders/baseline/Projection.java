package dev.hourglass.autoencoders.baseline;

import java.util.Arrays;

/**
 * Rows onto orthonormal vectors and back, in double. The sums run over four vectors at a time, so
 * both sizes are filled up with zeros to whole fours.
 */
final class Projection {
  private static final int FOUR = 4;

  private final double[] mean;
  private final double[][] vectors; // [k, filled up][D]
  private final double[][] loadings; // [D, filled up][k, filled up]

  Projection(double[] mean, double[][] vectors) {
    this.mean = mean;
    int padded = roundUp(vectors.length);
    this.vectors = Arrays.copyOf(vectors, padded);
    Arrays.fill(this.vectors, vectors.length, padded, new double[mean.length]);
    this.loadings = new double[roundUp(mean.length)][padded];
    for (int k = 0; k < vectors.length; k++) {
      for (int j = 0; j < mean.length; j++) {
        loadings[j][k] = vectors[k][j];
      }
    }
  }

  private static int roundUp(int n) {
    return (n + FOUR - 1) / FOUR * FOUR;
  }

  /** The code of the row that begins at {@code at}, followed by zeros up to a whole four. */
  double[] project(float[] data, int at) {
    double[] centred = new double[loadings.length];
    Covariance.centre(data, at, mean, centred);
    double[] code = new double[vectors.length];
    combine(centred, loadings, code);
    return code;
  }

  /** The row that begins at {@code at}, projected and led back, [D]. */
  double[] reconstruct(float[] data, int at) {
    double[] back = mean.clone();
    combine(project(data, at), vectors, back);
    return back;
  }

  /** Adds the vectors, each times its factor, to {@code sums}. */
  private static void combine(double[] factors, double[][] x, double[] sums) {
    for (int i = 0; i < factors.length; i += FOUR) {
      Covariance.addFour(
          sums,
          0,
          factors[i],
          x[i],
          factors[i + 1],
          x[i + 1],
          factors[i + 2],
          x[i + 2],
          factors[i + 3],
          x[i + 3]);
    }
  }
}
