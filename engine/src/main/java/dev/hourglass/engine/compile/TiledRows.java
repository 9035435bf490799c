package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;

/**
 * Products of a few rows by one matrix (K, N), row-major, at places that change from call to call.
 */
record TiledRows(int k, int n, Place b) {

  /**
   * Computes c(r, j) = sum over k of a(r, k) b(k, j) for rows [r0, r1), each in order of k.
   *
   * @param ao where a(0, 0) stands; its rows are aRow apart
   * @param co where c(0, 0) stands; its rows are cRow apart
   */
  void run(int r0, int r1, float[] a, int ao, int aRow, float[] c, int co, int cRow) {
    int vectors = (n + Species.LENGTH - 1) / Species.LENGTH;
    int column = 0;
    while (vectors > 0) {
      int width = Tiles.width(vectors);
      vectors -= width;
      int lanes = Math.min(Species.LENGTH, n - column - (width - 1) * Species.LENGTH);
      panel(r0, r1, column, width, lanes, a, ao, aRow, c, co, cRow);
      column += width * Species.LENGTH;
    }
  }

  private void panel(
      int r0,
      int r1,
      int column,
      int width,
      int lanes,
      float[] a,
      int ao,
      int aRow,
      float[] c,
      int co,
      int cRow) {
    float[] weights = b.memory().floats();
    int row = r0;
    for (int rows = Tiles.ROWS; rows > 0; rows /= 2) {
      if (r1 - row < rows) {
        continue;
      }
      Microkernel kernel = Tiles.kernel(rows, width, lanes < Species.LENGTH, false);
      for (; row + rows <= r1; row += rows) {
        kernel.run(
            k,
            a,
            ao + row * aRow,
            aRow,
            1,
            weights,
            b.offset() + column,
            n,
            c,
            co + row * cRow + column,
            cRow,
            lanes);
      }
    }
  }
}
