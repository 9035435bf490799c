package dev.hourglass.tasks.baseline;

import dev.hourglass.engine.NDArray;

/** Checks and parts of matrices of rows. */
public final class Rows {
  private Rows() {}

  /**
   * Requires a matrix of two rows or more.
   *
   * @return the rows
   */
  public static NDArray requireFit(String detector, NDArray rows) {
    if (rows.shape().rank() != 2 || rows.shape().dim(0) < 2) {
      throw new IllegalArgumentException(
          "%s needs a matrix of two rows or more, got %s".formatted(detector, rows.shape()));
    }
    return rows;
  }

  /**
   * Requires a matrix of so many columns.
   *
   * @return the rows
   */
  public static NDArray requireColumns(String detector, NDArray rows, int columns) {
    if (rows.shape().rank() != 2 || rows.shape().dim(1) != columns) {
      throw new IllegalArgumentException(
          "%s was fitted on rows of %d numbers, got %s".formatted(detector, columns, rows.shape()));
    }
    return rows;
  }

  /** The chosen rows of a matrix, copied. */
  public static NDArray choose(NDArray rows, int[] chosen) {
    int columns = rows.shape().dim(1);
    float[] data = new float[chosen.length * columns];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(rows.data(), chosen[i] * columns, data, i * columns, columns);
    }
    return NDArray.of(data, chosen.length, columns);
  }
}
