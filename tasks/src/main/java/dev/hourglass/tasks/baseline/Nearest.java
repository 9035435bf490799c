package dev.hourglass.tasks.baseline;

import java.util.Arrays;

/** The k smallest squared distances seen so far, rising. */
final class Nearest {
  private final double[] squares;
  private final int[] indices;

  Nearest(int k) {
    squares = new double[k];
    indices = new int[k];
    clear();
  }

  void clear() {
    Arrays.fill(squares, Double.POSITIVE_INFINITY);
    Arrays.fill(indices, -1);
  }

  /** What a distance has to undercut. */
  double worst() {
    return squares[squares.length - 1];
  }

  void offer(double square, int index) {
    if (square >= worst()) {
      return;
    }
    int at = squares.length - 1;
    while (at > 0 && squares[at - 1] > square) {
      squares[at] = squares[at - 1];
      indices[at] = indices[at - 1];
      at--;
    }
    squares[at] = square;
    indices[at] = index;
  }

  double square(int rank) {
    return squares[rank];
  }

  int index(int rank) {
    return indices[rank];
  }
}
