package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;

/**
 * Products of a few rows by one matrix B (K, N), row-major, at places that change from call to
 * call. Each part keeps a copy of B in which the columns of a tile stand together: rows a power of
 * two apart would drive each other out of the nearest cache.
 */
final class TiledRows {
  private final int k;
  private final int n;
  private final Place b;
  private final float[][] packed;

  TiledRows(int k, int n, Place b, int parts) {
    this.k = k;
    this.n = n;
    this.b = b;
    int columns = Math.ceilDiv(n, Species.LENGTH) * Species.LENGTH;
    this.packed = new float[parts][Math.multiplyExact(k, columns)];
  }

  /** Copies B for a part; to be called before the part's products of a run. */
  void pack(int part) {
    int vectors = Math.ceilDiv(n, Species.LENGTH);
    int column = 0;
    while (vectors > 0) {
      int width = Tiles.width(vectors);
      int columns = width * Species.LENGTH;
      int present = Math.min(columns, n - column);
      for (int i = 0; i < k; i++) {
        int from = b.offset() + i * n + column;
        System.arraycopy(
            b.memory().floats(), from, packed[part], column * k + i * columns, present);
      }
      vectors -= width;
      column += columns;
    }
  }

  /**
   * Computes c(r, j) = sum over k of a(r, k) b(k, j), each in order of k.
   *
   * @param ao where a(0, 0) stands; its rows are aRow apart
   * @param co where c(0, 0) stands; its rows are cRow apart
   */
  void run(int part, int rows, float[] a, int ao, int aRow, float[] c, int co, int cRow) {
    int vectors = Math.ceilDiv(n, Species.LENGTH);
    int column = 0;
    while (vectors > 0) {
      int columns = Tiles.width(vectors) * Species.LENGTH;
      Tiles.multiply(
          rows,
          Math.min(columns, n - column),
          k,
          a,
          ao,
          aRow,
          1,
          packed[part],
          column * k,
          columns,
          c,
          co + column,
          cRow,
          false);
      vectors -= Tiles.width(vectors);
      column += columns;
    }
  }
}
