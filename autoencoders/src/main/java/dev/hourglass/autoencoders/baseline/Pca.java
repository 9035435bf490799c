package dev.hourglass.autoencoders.baseline;

import dev.hourglass.engine.NDArray;

/** Principal component analysis. */
public final class Pca {
  private Pca() {}

  /**
   * @param rows [N, D], N at least 2
   * @param components 1 to D
   */
  public static Pca fit(NDArray rows, int components) {
    throw new UnsupportedOperationException("not yet");
  }

  /** How many components. */
  public int components() {
    throw new UnsupportedOperationException("not yet");
  }

  /** Variance along each component, falling, [k]. */
  public double[] variances() {
    throw new UnsupportedOperationException("not yet");
  }

  /** Share of the whole variance that each component explains, [k]. */
  public double[] explained() {
    throw new UnsupportedOperationException("not yet");
  }

  /** Mean squared error over all numbers when rows are projected and reconstructed. */
  public double mse(NDArray rows) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Codes [N, k] of rows [N, D]. */
  public NDArray project(NDArray rows) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Rows [N, D] projected and led back, [N, D]. */
  public NDArray reconstruct(NDArray rows) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Principal angles in radians, rising, between the span of the components and that of the rows of {@code basis} [m][D]. */
  public double[] principalAngles(double[][] basis) {
    throw new UnsupportedOperationException("not yet");
  }
}
