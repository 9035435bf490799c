package dev.hourglass.tasks.baseline;

import dev.hourglass.engine.NDArray;

/**
 * Exact search for the nearest of fixed rows: a tree where columns are few, products of blocks
 * otherwise. Distances are computed in double from the numbers themselves. May be shared by
 * threads.
 */
public sealed interface NeighbourSearch permits BoxTree, ProductSearch {

  /** Up to this many columns a tree skips most rows. */
  int TREE_COLUMNS = 10;

  /** A search over rows [N, D]. */
  static NeighbourSearch over(NDArray rows, int threads) {
    return rows.shape().dim(1) <= TREE_COLUMNS
        ? new BoxTree(rows)
        : new ProductSearch(rows, threads);
  }

  /**
   * The nearest rows of each query.
   *
   * @param queries [Q, D]
   * @param k 1 to N
   */
  Neighbours find(NDArray queries, int k);

  /** Squared distance of two rows, added in the order of columns. */
  static double square(float[] a, int atA, float[] b, int atB, int columns) {
    double sum = 0;
    for (int j = 0; j < columns; j++) {
      double difference = (double) a[atA + j] - b[atB + j];
      sum += difference * difference;
    }
    return sum;
  }

  /** Refuses queries that do not fit the rows. */
  static void check(NDArray queries, int columns, int k, int rows) {
    Rows.requireColumns("nearest neighbours", queries, columns);
    if (k < 1 || k > rows) {
      throw new IllegalArgumentException(
          "nearest neighbours: k must be 1 to the %d rows there are, got %d".formatted(rows, k));
    }
  }
}
