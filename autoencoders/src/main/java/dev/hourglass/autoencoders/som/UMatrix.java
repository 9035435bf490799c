package dev.hourglass.autoencoders.som;

import java.util.Arrays;

/**
 * The unified distance matrix (Ultsch and Siemon, 1990): how far neighbours on the map are from
 * each other in the space of the data. Large distances are the borders of clusters.
 */
public final class UMatrix {
  private final MapGrid grid;
  private final float[] weights;
  private final int width;

  UMatrix(MapGrid grid, float[] weights) {
    this.grid = grid;
    this.weights = weights;
    this.width = weights.length / grid.units();
  }

  /** Where the units lie. */
  public MapGrid grid() {
    return grid;
  }

  /** Euclidean distance of two units' weights. */
  public double between(int a, int b) {
    double sum = 0;
    for (int j = 0; j < width; j++) {
      double difference = (double) weights[a * width + j] - weights[b * width + j];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /** Mean distance of a unit to its neighbours. */
  public double around(int unit) {
    return Arrays.stream(grid.neighbours(unit))
        .mapToDouble(n -> between(unit, n))
        .average()
        .orElse(0);
  }
}
