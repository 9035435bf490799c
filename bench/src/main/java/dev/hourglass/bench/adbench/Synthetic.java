package dev.hourglass.bench.adbench;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.anomaly.SyntheticAnomaly;
import dev.hourglass.tasks.baseline.ColumnScale;
import dev.hourglass.tasks.baseline.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Splits whose anomalies are made from normal rows, as many as there are of these, to choose
 * defaults with when no label may be looked at.
 */
final class Synthetic {
  private static final int MOST = 4000;

  private Synthetic() {}

  /** A split for each kind of anomaly, of the normal test rows of a split. */
  static List<Split> splits(Split real, long seed) {
    int[] normal =
        IntStream.range(0, real.anomalous().length).filter(i -> !real.anomalous()[i]).toArray();
    int[] some = Arrays.copyOf(normal, Math.min(normal.length, MOST));
    NDArray rows = Rows.choose(real.test(), some);
    return Stream.of(SyntheticAnomaly.values()).map(kind -> split(real, rows, kind, seed)).toList();
  }

  private static Split split(Split real, NDArray rows, SyntheticAnomaly kind, long seed) {
    int n = rows.shape().dim(0);
    int d = rows.shape().dim(1);
    Preprocessing scale = ColumnScale.fit(real.train());
    NDArray scaled = scale.applied(rows);
    float[] all = Arrays.copyOf(scaled.data(), 2 * n * d);
    float[] made = kind.of(scaled, SyntheticAnomaly.Layout.numbers(d), seed).data();
    System.arraycopy(made, 0, all, n * d, n * d);
    boolean[] anomalous = new boolean[2 * n];
    Arrays.fill(anomalous, n, 2 * n, true);
    return new Split(
        real.set() + "/" + kind.name().toLowerCase(Locale.ROOT),
        real.train(),
        scale.inverted(NDArray.of(all, 2 * n, d)),
        anomalous);
  }
}
