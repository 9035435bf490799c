package dev.hourglass.bench.adbench;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.data.Dataset;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.random.Threefry;
import dev.hourglass.tasks.baseline.ColumnScale;
import dev.hourglass.tasks.baseline.Rows;
import java.util.stream.IntStream;

/**
 * Rows to learn from and rows to be judged on.
 *
 * @param set name of the set
 * @param train ordinary rows, [N, D]
 * @param test [M, D]
 * @param anomalous [M]
 */
record Split(String set, NDArray train, NDArray test, boolean[] anomalous) {
  private static final int STREAM = 1 << 24;

  /** Half of the normal rows train; the other half and all anomalies test. */
  static Split semiSupervised(String set, Dataset data, long seed) {
    int[] labels = data.labels().orElseThrow(() -> new IllegalArgumentException(set + ": no y"));
    int[] normal = shuffled(rows(labels, false), seed);
    int half = normal.length / 2;
    int[] anomalies = rows(labels, true);
    int[] test =
        IntStream.concat(IntStream.of(normal).skip(half), IntStream.of(anomalies)).toArray();
    boolean[] anomalous = new boolean[test.length];
    java.util.Arrays.fill(anomalous, normal.length - half, test.length, true);
    NDArray train = Rows.choose(data.rows(), IntStream.of(normal).limit(half).toArray());
    return new Split(set, train, Rows.choose(data.rows(), test), anomalous);
  }

  /** All rows train, and all are judged: nobody knows which are normal. */
  static Split unsupervised(String set, Dataset data) {
    int[] labels = data.labels().orElseThrow(() -> new IllegalArgumentException(set + ": no y"));
    boolean[] anomalous = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      anomalous[i] = labels[i] != 0;
    }
    return new Split(set, data.rows(), data.rows(), anomalous);
  }

  /** At most so many rows to learn from: the first ones, which are in random order. */
  Split withTrainingRows(int most) {
    int count = Math.min(most, train.shape().dim(0));
    return new Split(set, Rows.choose(train, IntStream.range(0, count).toArray()), test, anomalous);
  }

  /** The same in the scale of its training rows, which all detectors see. */
  Split standardised() {
    Preprocessing scale = ColumnScale.fit(train);
    NDArray scaled = scale.applied(train);
    return new Split(set, scaled, test == train ? scaled : scale.applied(test), anomalous);
  }

  private static int[] rows(int[] labels, boolean anomalous) {
    return IntStream.range(0, labels.length).filter(i -> (labels[i] != 0) == anomalous).toArray();
  }

  /** Fisher and Yates (Durstenfeld, 1964), in place. */
  static int[] shuffled(int[] values, long seed) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = Threefry.below(i + 1, seed, STREAM, 0, i);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
    return values;
  }
}
