package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Multiplies lines of rows, whose numbers stand wherever a table says, with a matrix B. Rows of a
 * tile are neighbours in a line. Every number is added up in order of k, whatever the tiles.
 */
final class WindowTiles {
  /** Through a table a product is a tenth slower; each run begins from the sums of the last. */
  private static final int LONG_RUN = 32;

  private WindowTiles() {}

  /**
   * For each line l and row i of it: C (l, i) = A (l, i) * B, or that added to C.
   *
   * @param depth how many k
   * @param steps where a(l, i, k) stands, from a(l, i) on
   * @param ao where a(0, 0) stands; a(l, i) stands at ao + l * aLine + i * aRow
   * @param accumulate whether the sums begin from what C holds, or from zero
   */
  static void multiply(
      int lines,
      int rows,
      int cols,
      int depth,
      int[] steps,
      float[] a,
      int ao,
      int aLine,
      int aRow,
      float[] b,
      int bo,
      int bStep,
      float[] c,
      int co,
      int cLine,
      int cRow,
      boolean accumulate) {
    int tiles = Math.ceilDiv(rows, Tiles.ROWS);
    boolean together = depth > 0 && steps[depth - 1] - steps[0] == depth - 1;
    int vectors = Math.ceilDiv(cols, Species.LENGTH);
    int column = 0;
    while (vectors > 0) {
      int width = Tiles.width(vectors);
      vectors -= width;
      int lanes = Math.min(Species.LENGTH, cols - column - (width - 1) * Species.LENGTH);
      boolean masked = lanes < Species.LENGTH;
      for (int l = 0; l < lines; l++) {
        for (int t = 0; t < tiles; t++) {
          int row = Kernel.start(rows, t, tiles);
          int height = Kernel.start(rows, t + 1, tiles) - row;
          int from = ao + l * aLine + row * aRow;
          int to = co + l * cLine + row * cRow + column;
          if (together) {
            Tiles.kernel(height, width, masked, accumulate)
                .run(depth, a, from + steps[0], aRow, 1, b, bo + column, bStep, c, to, cRow, lanes);
          } else {
            Tiles.stepped(height, width, masked, accumulate)
                .run(depth, a, from, aRow, steps, b, bo + column, bStep, c, to, cRow, lanes);
          }
        }
      }
      column += width * Species.LENGTH;
    }
  }

  /**
   * Cuts a table into those of slabs of B (steps, bStep) that stay in the second cache, and where
   * numbers stand together for long into those runs, for which no table is read.
   */
  static int[][] slabs(int[] steps, int run, int bStep) {
    int block = Math.max(1, Tiles.slabDepth(steps.length, bStep));
    List<int[]> slabs = new ArrayList<>();
    int k = 0;
    do {
      int rest = run < LONG_RUN ? steps.length : run - k % run;
      int end = Math.min(steps.length, k + Math.min(block, rest));
      slabs.add(Arrays.copyOfRange(steps, k, end));
      k = end;
    } while (k < steps.length);
    return slabs.toArray(int[][]::new);
  }
}
