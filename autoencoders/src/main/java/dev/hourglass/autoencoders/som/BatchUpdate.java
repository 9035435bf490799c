package dev.hourglass.autoencoders.som;

import dev.hourglass.engine.NDArray;

/**
 * One step of the batch map (Kohonen, 2013, equation 8): with the unit b(x) nearest to each row,
 * n_j the number and s_j the sum of the rows whose best unit is j, and d_ij the distance of two
 * units on the grid,
 *
 * <pre>
 * w_i = sum over j of h_ij s_j / sum over j of h_ij n_j,    h_ij = exp(-d_ij² / (2 radius²))
 * </pre>
 *
 * in double, each sum in a fixed order. A unit in whose neighbourhood no row lies stays as it is.
 * With radius 0 a unit has no neighbours, and the step is one of k-means (Lloyd, 1982).
 */
final class BatchUpdate {
  private final MapGrid grid;
  private final Workers workers;
  private final int width;

  BatchUpdate(MapGrid grid, int width, int threads) {
    this.grid = grid;
    this.width = width;
    this.workers = new Workers(threads);
  }

  /**
   * The next units, [U, W].
   *
   * @param best number of the nearest unit of each row, [N]
   * @param units as they are, [U, W]
   */
  float[] next(NDArray rows, int[] best, float[] units, double radius) {
    int[] starts = starts(best);
    double[][] sums = sums(rows.data(), best, starts);
    Factors factors = Factors.of(grid, radius);
    float[] next = units.clone();
    workers.each(grid.units(), i -> smooth(i, starts, sums, factors, next));
    return next;
  }

  /** Where each unit's rows would begin if rows were sorted by unit, [U + 1]. */
  private int[] starts(int[] best) {
    int[] starts = new int[grid.units() + 1];
    for (int unit : best) {
      starts[unit + 1]++;
    }
    for (int u = 0; u < grid.units(); u++) {
      starts[u + 1] += starts[u];
    }
    return starts;
  }

  /** The sum of each unit's rows, in their order, [U][W]. */
  private double[][] sums(float[] rows, int[] best, int[] starts) {
    int[] sorted = new int[best.length];
    int[] at = starts.clone();
    for (int row = 0; row < best.length; row++) {
      sorted[at[best[row]]++] = row;
    }
    double[][] sums = new double[grid.units()][width];
    workers.each(
        grid.units(),
        u -> {
          for (int k = starts[u]; k < starts[u + 1]; k++) {
            addRow(rows, sorted[k] * width, sums[u]);
          }
        });
    return sums;
  }

  private static void addRow(float[] rows, int from, double[] sum) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += rows[from + j];
    }
  }

  /**
   * h is a product of what the two units are apart across, in half steps, and down, in rows.
   *
   * @param across [2 columns]
   * @param down [rows]
   */
  private record Factors(double[] across, double[] down) {
    static Factors of(MapGrid grid, double radius) {
      double wide = 8 * radius * radius; // squared distances come in quarters
      return new Factors(
          bell(2 * grid.columns(), 1 / wide), bell(grid.rows(), grid.quartersOfRow() / wide));
    }

    private static double[] bell(int length, double factor) {
      double[] bell = new double[length];
      bell[0] = 1;
      for (int k = 1; k < length; k++) {
        bell[k] = StrictMath.exp(-factor * k * k);
      }
      return bell;
    }

    double of(MapGrid grid, int a, int b) {
      double h =
          across[Math.abs(grid.halfSteps(a) - grid.halfSteps(b))]
              * down[Math.abs(grid.row(a) - grid.row(b))];
      return h < Double.MIN_NORMAL ? 0 : h;
    }
  }

  private void smooth(int unit, int[] starts, double[][] sums, Factors factors, float[] next) {
    double[] total = new double[width];
    double count = 0;
    for (int j = 0; j < grid.units(); j++) {
      int rows = starts[j + 1] - starts[j];
      double h = rows == 0 ? 0 : factors.of(grid, unit, j);
      if (h > 0) {
        count += h * rows;
        addTimes(sums[j], h, total);
      }
    }
    if (count > 0) {
      for (int j = 0; j < width; j++) {
        next[unit * width + j] = (float) (total[j] / count);
      }
    }
  }

  private static void addTimes(double[] values, double factor, double[] total) {
    for (int j = 0; j < total.length; j++) {
      total[j] += factor * values[j];
    }
  }
}
