package dev.hourglass.autoencoders.som;

import dev.hourglass.autoencoders.baseline.Pca;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.random.Threefry;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The units before the first epoch, [U, W]. */
final class InitialMap {
  /** Keeps these draws apart from all others of a seed. */
  private static final int STREAM = 3 << 28;

  private InitialMap() {}

  static float[] of(SomOptions options, NDArray rows) {
    return switch (options.start()) {
      case PLANE -> plane(options.grid(), rows);
      case ROWS -> drawn(options.grid(), rows, options.seed());
    };
  }

  private static float[] plane(MapGrid grid, NDArray rows) {
    int width = rows.shape().dim(1);
    Pca pca = Pca.fit(rows, Math.min(2, width));
    double[] mean = pca.mean();
    double[] first = deviation(pca, 0, width);
    double[] second = deviation(pca, 1, width);
    boolean wide = grid.columns() >= grid.rows();
    double right = widest(grid);
    float[] units = new float[grid.units() * width];
    for (int u = 0; u < grid.units(); u++) {
      double down = place(grid.y(u), grid.y(grid.units() - 1));
      double across = place(grid.x(u), right);
      for (int j = 0; j < width; j++) {
        double moved =
            wide ? across * first[j] + down * second[j] : down * first[j] + across * second[j];
        units[u * width + j] = (float) (mean[j] + moved);
      }
    }
    return units;
  }

  /** One standard deviation along a component; nothing where there is no such component. */
  private static double[] deviation(Pca pca, int k, int width) {
    if (k >= pca.components()) {
      return new double[width];
    }
    double length = Math.sqrt(pca.variances()[k]);
    return Arrays.stream(pca.component(k)).map(v -> length * v).toArray();
  }

  private static double widest(MapGrid grid) {
    return IntStream.range(0, grid.units()).mapToDouble(grid::x).max().orElse(0);
  }

  /** From -1 to 1; 0 where there is no way to go. */
  private static double place(double at, double most) {
    return most == 0 ? 0 : 2 * at / most - 1;
  }

  /** Different rows as long as there are any left. */
  private static float[] drawn(MapGrid grid, NDArray rows, long seed) {
    int count = rows.shape().dim(0);
    int width = rows.shape().dim(1);
    int[] numbers = IntStream.range(0, count).toArray();
    float[] units = new float[grid.units() * width];
    for (int u = 0; u < grid.units(); u++) {
      int from = u % count;
      int chosen = from + Threefry.below(count - from, seed, STREAM, 0, u);
      int row = numbers[chosen];
      numbers[chosen] = numbers[from];
      numbers[from] = row;
      System.arraycopy(rows.data(), row * width, units, u * width, width);
    }
    return units;
  }
}
