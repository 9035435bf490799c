package dev.hourglass.engine.compile;

import java.util.Arrays;

/**
 * Sums over runs of rows: each run of so many rows has a row of sums, in which every column is
 * added up in order of the rows.
 */
final class RowRuns {
  private RowRuns() {}

  /**
   * Where the sums of a row's run begin; they are set to zero at the first row of the run. Called
   * from emitted code.
   *
   * @param array which of the arrays holds the sums
   * @param length which of the offsets holds the rows of a run
   */
  static int begin(
      float[][] arrays, int[] offsets, int array, int length, int r, int cols, int c0, int c1) {
    int rows = offsets[length];
    int base = offsets[array] + r / rows * cols;
    if (r % rows == 0) {
      Arrays.fill(arrays[array], base + c0, base + c1, 0f);
    }
    return base;
  }
}
