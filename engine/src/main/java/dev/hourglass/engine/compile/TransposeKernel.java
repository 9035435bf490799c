package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;

/**
 * Transposes a matrix (rows, cols), in squares of vectors held in registers; the edges number by
 * number. Parts own rows of the target.
 */
record TransposeKernel(int rows, int cols, Place from, Place to) implements Kernel {

  /** Transposes one square of as many rows as a vector has lanes. */
  interface Square {
    void run(float[] a, int ao, int aRow, float[] b, int bo, int bRow);
  }

  @Override
  public void run(int part, int parts) {
    int unit = Species.LENGTH;
    int units = (cols + unit - 1) / unit;
    int c0 = Kernel.start(units, part, parts) * unit;
    int c1 = Math.min(cols, Kernel.start(units, part + 1, parts) * unit);
    float[] a = from.memory().floats();
    float[] b = to.memory().floats();
    transpose(rows, c1 - c0, a, from.offset() + c0, cols, b, to.offset() + c0 * rows, rows);
  }

  /**
   * Transposes a matrix within arrays.
   *
   * @param ao where it begins in a; its rows are aRow apart
   * @param bo where the transposed one begins in b; its rows are bRow apart
   */
  static void transpose(
      int rows, int cols, float[] a, int ao, int aRow, float[] b, int bo, int bRow) {
    int unit = Species.LENGTH;
    int wholeRows = rows - rows % unit;
    int wholeCols = cols - cols % unit;
    // Along the rows of the source, which the processor fetches ahead.
    for (int r = 0; r < wholeRows; r += unit) {
      for (int c = 0; c < wholeCols; c += unit) {
        SquareEmitter.SQUARE.run(a, ao + r * aRow + c, aRow, b, bo + c * bRow + r, bRow);
      }
    }
    for (int c = 0; c < cols; c++) {
      for (int r = c < wholeCols ? wholeRows : 0; r < rows; r++) {
        b[bo + c * bRow + r] = a[ao + r * aRow + c];
      }
    }
  }
}
