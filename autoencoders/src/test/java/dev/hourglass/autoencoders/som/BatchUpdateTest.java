package dev.hourglass.autoencoders.som;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.NDArray;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchUpdateTest {

  @ParameterizedTest
  @CsvSource({
    "RECTANGULAR, 3, 5, 2.0",
    "HEXAGONAL, 5, 3, 1.3",
    "HEXAGONAL, 1, 7, 0.4",
    "RECTANGULAR, 6, 1, 9"
  })
  void is_the_weighted_mean_of_all_rows(Lattice lattice, int rows, int columns, double radius) {
    MapGrid grid = new MapGrid(rows, columns, lattice);
    Random random = new Random(5);
    int n = 40;
    int width = 3;
    float[] x = new float[n * width];
    int[] best = new int[n];
    for (int i = 0; i < n; i++) {
      best[i] = random.nextInt(grid.units());
      for (int j = 0; j < width; j++) {
        x[i * width + j] = (float) random.nextGaussian();
      }
    }
    float[] next = update(grid, x, best, new float[grid.units() * width], radius, width);
    for (int u = 0; u < grid.units(); u++) {
      for (int j = 0; j < width; j++) {
        double total = 0;
        double weight = 0;
        for (int i = 0; i < n; i++) { // row by row, as the equation has it
          double d = grid.distance(u, best[i]);
          double h = Math.exp(-d * d / (2 * radius * radius));
          total += h * x[i * width + j];
          weight += h;
        }
        assertThat((double) next[u * width + j]).isCloseTo(total / weight, within(1e-6));
      }
    }
  }

  @Test
  void without_neighbours_a_unit_is_the_mean_of_its_rows_and_stays_without_any() {
    MapGrid grid = new MapGrid(1, 3, Lattice.RECTANGULAR);
    float[] next =
        update(grid, new float[] {1, 3, 8}, new int[] {0, 0, 2}, new float[] {5, 6, 7}, 0, 1);
    assertThat(next).containsExactly(2, 6, 8);
  }

  private static float[] update(
      MapGrid grid, float[] x, int[] best, float[] units, double radius, int width) {
    NDArray rows = NDArray.of(x, best.length, width);
    float[] one = new BatchUpdate(grid, width, 1).next(rows, best, units, radius);
    assertThat(new BatchUpdate(grid, width, 3).next(rows, best, units, radius)).isEqualTo(one);
    return one;
  }
}
