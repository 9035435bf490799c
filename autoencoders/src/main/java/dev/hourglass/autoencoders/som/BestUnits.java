package dev.hourglass.autoencoders.som;

/**
 * The two units nearest to each of N rows; among equals the one with the smaller number.
 *
 * @param first [N]
 * @param second [N]
 * @param squares squared distance to the first, [N]
 */
record BestUnits(int[] first, int[] second, double[] squares) {

  static BestUnits empty(int rows) {
    return new BestUnits(new int[rows], new int[rows], new double[rows]);
  }

  /** How well the rows are met, each of so many numbers. */
  MapErrors errors(MapGrid grid, int width) {
    double distance = 0;
    double square = 0;
    int torn = 0;
    for (int i = 0; i < first.length; i++) {
      distance += Math.sqrt(squares[i]);
      square += squares[i];
      torn += grid.areNeighbours(first[i], second[i]) ? 0 : 1;
    }
    int n = first.length;
    return new MapErrors(distance / n, (double) torn / n, square / n / width, n);
  }
}
