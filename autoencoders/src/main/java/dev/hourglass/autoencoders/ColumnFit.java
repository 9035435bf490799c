package dev.hourglass.autoencoders;

import dev.hourglass.autoencoders.Preprocessing.MinMax;
import dev.hourglass.autoencoders.Preprocessing.Standardise;
import dev.hourglass.engine.NDArray;
import java.util.Arrays;
import java.util.List;

/**
 * Statistics of columns over chosen rows, after the steps before; one row at a time, in order, sums
 * in double.
 */
final class ColumnFit {
  private final NDArray rows;
  private final int[] chosen;
  private final List<Preprocessing> before;
  private final int columns;
  private final float[] row;

  ColumnFit(NDArray rows, int[] chosen, List<Preprocessing> before) {
    this.rows = rows;
    this.chosen = chosen;
    this.before = before;
    this.columns = rows.shape().dim(1);
    this.row = new float[columns];
  }

  MinMax minMax() {
    float[] low = new float[columns];
    float[] high = new float[columns];
    Arrays.fill(low, Float.POSITIVE_INFINITY);
    Arrays.fill(high, Float.NEGATIVE_INFINITY);
    for (int r : chosen) {
      load(r);
      for (int j = 0; j < columns; j++) {
        low[j] = Math.min(low[j], row[j]);
        high[j] = Math.max(high[j], row[j]);
      }
    }
    float[] range = new float[columns];
    for (int j = 0; j < columns; j++) {
      range[j] = (float) ((double) high[j] - low[j]);
    }
    return new MinMax(low, range);
  }

  Standardise standardise() {
    double[] mean = new double[columns];
    for (int r : chosen) {
      load(r);
      for (int j = 0; j < columns; j++) {
        mean[j] += row[j];
      }
    }
    divide(mean);
    double[] variance = new double[columns];
    for (int r : chosen) {
      load(r);
      for (int j = 0; j < columns; j++) {
        variance[j] += (row[j] - mean[j]) * (row[j] - mean[j]);
      }
    }
    divide(variance);
    return new Standardise(floats(mean), deviations(mean, variance));
  }

  private void load(int r) {
    System.arraycopy(rows.data(), r * columns, row, 0, columns);
    for (Preprocessing p : before) {
      p.apply(row);
    }
  }

  private void divide(double[] sums) {
    for (int j = 0; j < columns; j++) {
      sums[j] /= chosen.length;
    }
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int j = 0; j < values.length; j++) {
      result[j] = (float) values[j];
    }
    return result;
  }

  /**
   * Spread that rounding alone explains (a constant column whose mean is not exact) counts as none.
   */
  private static float[] deviations(double[] mean, double[] variance) {
    float[] result = new float[variance.length];
    for (int j = 0; j < variance.length; j++) {
      double deviation = Math.sqrt(variance[j]);
      result[j] = deviation <= 1e-12 * Math.abs(mean[j]) ? 0 : (float) deviation;
    }
    return result;
  }
}
