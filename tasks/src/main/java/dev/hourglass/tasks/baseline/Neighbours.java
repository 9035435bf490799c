package dev.hourglass.tasks.baseline;

/**
 * The nearest rows of each of N rows, nearest first.
 *
 * @param k how many of each
 * @param indices row numbers, [N * k]
 * @param distances Euclidean, [N * k]
 */
public record Neighbours(int k, int[] indices, double[] distances) {
  /** Of no row. */
  public static final Neighbours NONE = empty(0, 1);

  static Neighbours empty(int rows, int k) {
    return new Neighbours(k, new int[rows * k], new double[rows * k]);
  }

  /** How many rows were asked about. */
  public int rows() {
    return indices.length / k;
  }

  /** Number of the row that is {@code rank}-th nearest to {@code row}, from 0 on. */
  public int index(int row, int rank) {
    return indices[row * k + rank];
  }

  /** Its distance. */
  public double distance(int row, int rank) {
    return distances[row * k + rank];
  }

  void set(int row, Nearest nearest) {
    for (int i = 0; i < k; i++) {
      indices[row * k + i] = nearest.index(i);
      distances[row * k + i] = Math.sqrt(nearest.square(i));
    }
  }
}
