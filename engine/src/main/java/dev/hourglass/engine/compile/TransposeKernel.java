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
    int wholeRows = rows - rows % unit;
    int wholeCols = c0 + (c1 - c0) / unit * unit;
    for (int r = 0;
        r < wholeRows;
        r += unit) { // along the rows of the source, which the processor fetches ahead
      for (int c = c0; c < wholeCols; c += unit) {
        SquareEmitter.SQUARE.run(
            a, from.offset() + r * cols + c, cols, b, to.offset() + c * rows + r, rows);
      }
    }
    edge(a, b, wholeRows, rows, c0, wholeCols);
    edge(a, b, 0, rows, wholeCols, c1);
  }

  private void edge(float[] a, float[] b, int r0, int r1, int c0, int c1) {
    for (int c = c0; c < c1; c++) {
      for (int r = r0; r < r1; r++) {
        b[to.offset() + c * rows + r] = a[from.offset() + r * cols + c];
      }
    }
  }
}
