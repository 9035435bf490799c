package dev.hourglass.bench.adbench;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.random.Threefry;
import dev.hourglass.tasks.baseline.ColumnScale;
import dev.hourglass.tasks.baseline.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Anomalies made from normal rows, to choose defaults with when no label may be looked at: as many
 * as there are held-out normal rows, of the kinds that ADBench names.
 */
enum Synthetic {
  /** Every column from another row: the columns no longer belong together. */
  DEPENDENCY(0),
  /** A third of the columns from one other row. */
  MIXED(1),
  /** Noise of half a standard deviation on every column. */
  LOCAL(2),
  /** Uniform over the range of each column and a tenth beyond. */
  GLOBAL(3),
  /** One column moved by three standard deviations. */
  SPIKE(4);

  private static final int FIRST_STREAM = (1 << 24) + 8;

  private final int stream;

  Synthetic(int number) {
    stream = FIRST_STREAM + number;
  }

  /** A split for each kind, of the normal test rows of a split. */
  static List<Split> splits(Split real, long seed) {
    int[] normal =
        IntStream.range(0, real.anomalous().length).filter(i -> !real.anomalous()[i]).toArray();
    int[] some = Arrays.copyOf(normal, Math.min(normal.length, 4000));
    NDArray rows = Rows.choose(real.test(), some);
    List<Split> splits = new ArrayList<>();
    for (Synthetic kind : values()) {
      splits.add(kind.split(real, rows, seed));
    }
    return splits;
  }

  private Split split(Split real, NDArray rows, long seed) {
    int n = rows.shape().dim(0);
    int d = rows.shape().dim(1);
    Preprocessing scale = ColumnScale.fit(real.train());
    NDArray scaled = scale.applied(rows);
    float[] all = Arrays.copyOf(scaled.data(), 2 * n * d);
    for (int i = 0; i < n; i++) {
      System.arraycopy(row(scaled.data(), i, n, d, seed), 0, all, (n + i) * d, d);
    }
    boolean[] anomalous = new boolean[2 * n];
    Arrays.fill(anomalous, n, 2 * n, true);
    NDArray test = scale.inverted(NDArray.of(all, 2 * n, d));
    return new Split(
        real.set() + "/" + name().toLowerCase(java.util.Locale.ROOT),
        real.train(),
        test,
        anomalous);
  }

  private float[] row(float[] rows, int i, int n, int d, long seed) {
    float[] row = Arrays.copyOfRange(rows, i * d, (i + 1) * d);
    int other = Threefry.below(n, seed, stream, i, d);
    int spike = Threefry.below(d, seed, stream, i, d + 1);
    for (int j = 0; j < d; j++) {
      double u = Threefry.uniform(seed, stream, i, j);
      switch (this) {
        case DEPENDENCY -> row[j] = rows[((int) (u * n)) * d + j];
        case MIXED -> row[j] = 3 * u < 1 ? rows[other * d + j] : row[j];
        case LOCAL -> row[j] += (float) (0.5 * normal(u, i, j, seed));
        case GLOBAL -> row[j] = (float) uniform(rows, j, d, u);
        case SPIKE -> row[j] += j == spike ? (u < 0.5 ? -3 : 3) : 0;
      }
    }
    return row;
  }

  private double normal(double u, int i, int j, long seed) {
    double v = Threefry.uniform(seed, FIRST_STREAM + 100, i, j);
    return Math.sqrt(-2 * StrictMath.log(1 - u)) * StrictMath.cos(2 * StrictMath.PI * v);
  }

  private static double uniform(float[] rows, int j, int d, double u) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = j; i < Math.min(rows.length, 500 * d); i += d) {
      low = Math.min(low, rows[i]);
      high = Math.max(high, rows[i]);
    }
    return low + (u * 1.2 - 0.1) * (high - low);
  }
}
