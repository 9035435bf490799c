package dev.hourglass.tasks.anomaly;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.random.Threefry;

/**
 * Anomalies made of ordinary rows, of the kinds that ADBench names (Han et al., "ADBench", 2022),
 * to choose models with when no label is known. What finds them need not find real ones: they say
 * which columns belong together and how far the rows reach, not what people call an anomaly.
 */
public enum SyntheticAnomaly {
  /** Every column from another row: the columns no longer belong together. */
  DEPENDENCY(0),
  /** A third of the columns from one other row. */
  MIXED(1),
  /** Noise of half a standard deviation on every number. */
  LOCAL(2),
  /** Numbers uniform over the range of their column and a tenth beyond. */
  GLOBAL(3),
  /** One number moved by three standard deviations. */
  SPIKE(4);

  private static final int FIRST_STREAM = (1 << 24) + 8;
  private static final int RANGE_ROWS = 500;

  private final int stream;

  SyntheticAnomaly(int number) {
    stream = FIRST_STREAM + number;
  }

  /**
   * What the numbers of a row are.
   *
   * @param column the column of each number, which are drawn together, [D]
   * @param numeric whether a number may be changed, and not only swapped, [D]
   */
  public record Layout(int[] column, boolean[] numeric) {
    /** Of so many columns of one number each. */
    public static Layout numbers(int columns) {
      int[] column = new int[columns];
      boolean[] numeric = new boolean[columns];
      for (int j = 0; j < columns; j++) {
        column[j] = j;
        numeric[j] = true;
      }
      return new Layout(column, numeric);
    }
  }

  /**
   * One anomaly for each row.
   *
   * @param rows ordinary ones of mean 0 and variance 1 by column, [N, D]
   * @return [N, D]
   */
  public NDArray of(NDArray rows, Layout layout, long seed) {
    int n = rows.shape().dim(0);
    int d = rows.shape().dim(1);
    float[] made = rows.data().clone();
    for (int i = 0; i < n; i++) {
      change(rows.data(), made, i, n, layout, seed);
    }
    return NDArray.of(made, n, d);
  }

  private void change(float[] rows, float[] made, int i, int n, Layout layout, long seed) {
    int d = layout.column().length;
    int other = Threefry.below(n, seed, stream, i, d);
    int spike = Threefry.below(d, seed, stream, i, d + 1);
    for (int j = 0; j < d; j++) {
      double u = Threefry.uniform(seed, stream, i, layout.column()[j]);
      int at = i * d + j;
      switch (this) {
        case DEPENDENCY -> made[at] = rows[((int) (u * n)) * d + j];
        case MIXED -> made[at] = 3 * u < 1 ? rows[other * d + j] : made[at];
        default -> {
          if (layout.numeric()[j]) {
            made[at] = changed(rows, made[at], i, j, j == spike, u, seed, d);
          }
        }
      }
    }
  }

  private float changed(
      float[] rows, float value, int i, int j, boolean spike, double u, long seed, int d) {
    return switch (this) {
      case LOCAL -> value + (float) (0.5 * normal(u, i, j, seed));
      case GLOBAL -> (float) uniform(rows, j, d, u);
      case SPIKE -> value + (spike ? (u < 0.5 ? -3 : 3) : 0);
      case DEPENDENCY, MIXED -> value;
    };
  }

  private static double normal(double u, int i, int j, long seed) {
    double v = Threefry.uniform(seed, FIRST_STREAM + 100, i, j);
    return Math.sqrt(-2 * StrictMath.log(1 - u)) * StrictMath.cos(2 * StrictMath.PI * v);
  }

  private static double uniform(float[] rows, int j, int d, double u) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = j; i < Math.min(rows.length, RANGE_ROWS * d); i += d) {
      low = Math.min(low, rows[i]);
      high = Math.max(high, rows[i]);
    }
    return low + (u * 1.2 - 0.1) * (high - low);
  }
}
