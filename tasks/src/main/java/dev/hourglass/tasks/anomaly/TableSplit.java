package dev.hourglass.tasks.anomaly;

import dev.hourglass.engine.NDArray;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Which rows of a table train and which are held out, by their place, in random order.
 *
 * @param train ordinary rows, or rows of both kinds where anomalies are to train too
 * @param ordinary held-out rows that calibrate
 * @param anomalies held-out rows that are known to be anomalies
 */
record TableSplit(int[] train, int[] ordinary, int[] anomalies) {
  /** Where there are as many, and they do not train, at least so many anomalies are held out. */
  private static final int FEWEST_ANOMALIES = 50;

  private static final int FEWEST_ROWS = 10;

  /** How many numbers of training rows are kept in memory at most. */
  private static final int MOST_NUMBERS = 1 << 26;

  /**
   * Holds out a share of the rows of each kind.
   *
   * @param rows how many there are
   * @param anomalous those that are known to be anomalies
   * @param trainOnAll whether anomalies that are not held out train
   * @throws IllegalArgumentException if there are too few rows to learn from
   */
  static TableSplit of(int rows, BitSet anomalous, boolean trainOnAll, AnomalyOptions options) {
    int[] order = AnomalyDetector.shuffled(rows, options.seed());
    int[] normal = Arrays.stream(order).filter(i -> !anomalous.get(i)).toArray();
    int[] strange = Arrays.stream(order).filter(anomalous::get).toArray();
    if (normal.length < FEWEST_ROWS) {
      throw new IllegalArgumentException(
          "an anomaly detector needs %d ordinary rows or more to learn from and to calibrate on, got %d"
              .formatted(FEWEST_ROWS, normal.length));
    }
    int held = AnomalyDetector.held(normal.length, options);
    int share = (int) Math.round((double) strange.length * held / normal.length);
    int least = trainOnAll ? 1 : FEWEST_ANOMALIES;
    int heldStrange = Math.min(strange.length, Math.max(share, least));
    int[] ordinary = Arrays.copyOf(normal, held);
    int[] anomalies = Arrays.copyOf(strange, Math.min(heldStrange, AnomalyDetector.MOST_HELD_OUT));
    BitSet out = new BitSet();
    Arrays.stream(ordinary).forEach(out::set);
    Arrays.stream(anomalies).forEach(out::set);
    int[] train =
        Arrays.stream(order)
            .filter(i -> !out.get(i) && (trainOnAll || !anomalous.get(i)))
            .toArray();
    return new TableSplit(train, ordinary, anomalies);
  }

  /** With no more training rows than fit into memory as rows of so many numbers. */
  TableSplit within(int width) {
    int most = Math.max(FEWEST_ROWS, MOST_NUMBERS / width);
    return train.length <= most
        ? this
        : new TableSplit(Arrays.copyOf(train, most), ordinary, anomalies);
  }

  /** All held-out rows: the ordinary ones, then the anomalies. */
  int[] heldOut() {
    return IntStream.concat(Arrays.stream(ordinary), Arrays.stream(anomalies)).toArray();
  }

  /** Which of {@link #heldOut} are anomalies. */
  boolean[] anomalous() {
    boolean[] result = new boolean[ordinary.length + anomalies.length];
    Arrays.fill(result, ordinary.length, result.length, true);
    return result;
  }

  /** The ordinary ones among the rows of {@link #heldOut}. */
  NDArray ordinaryOf(NDArray heldOut) {
    int columns = heldOut.shape().dim(1);
    float[] data = Arrays.copyOf(heldOut.data(), ordinary.length * columns);
    return NDArray.of(data, ordinary.length, columns);
  }
}
