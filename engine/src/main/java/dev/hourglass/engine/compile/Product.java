package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;

/**
 * C (M, N) = A (M, K) * B (K, N), by tiles. A may be read transposed (it is stored (K, M) then); B
 * is row-major. Every number of C is added up in order of k, whatever the tiles.
 */
final class Product {
  /**
   * Rows of a full tile. With three vectors beside each other it takes 24 of AVX-512's and NEON's
   * 32 registers for sums.
   */
  private static final int TILE_ROWS = Species.LENGTH == 8 ? 4 : 8;

  /** Most vectors in a row of a tile: 4 x 3 fits the 16 registers of AVX2. */
  private static final int TILE_VECTORS = 3;

  final int m;
  final int n;
  private final int k;
  private final int aRow;
  private final int aStep;
  private final Place a;
  private final Place b;

  Product(int m, int n, int k, boolean transposeA, Place a, Place b) {
    this.m = m;
    this.n = n;
    this.k = k;
    this.aRow = transposeA ? 1 : k;
    this.aStep = transposeA ? m : 1;
    this.a = a;
    this.b = b;
  }

  static int tileRows() {
    return TILE_ROWS;
  }

  /**
   * Computes rows [r0, r1) and columns [c0, c1) of C; c0 is a multiple of the vectors' length, c1
   * too or the end.
   *
   * @param c where C is
   * @param co where its first row would begin in c
   */
  void run(int r0, int r1, int c0, int c1, float[] c, int co) {
    int vectors = (c1 - c0 + Species.LENGTH - 1) / Species.LENGTH;
    int column = c0;
    while (vectors > 0) {
      int width = width(vectors);
      vectors -= width;
      panel(
          r0,
          r1,
          column,
          width,
          Math.min(Species.LENGTH, c1 - column - (width - 1) * Species.LENGTH),
          c,
          co);
      column += width * Species.LENGTH;
    }
  }

  /**
   * Deals so many vectors into panels of three, but four into two and two, never leaving one alone.
   */
  static int width(int vectors) {
    return vectors == 4 ? 2 : Math.min(vectors, TILE_VECTORS);
  }

  @Override
  public String toString() {
    return "product " + m + "x" + k + (aRow == 1 ? " transposed" : "") + "x" + n + ", then";
  }

  private void panel(int r0, int r1, int column, int width, int lanes, float[] c, int co) {
    boolean masked = lanes < Species.LENGTH;
    int row = r0;
    for (int rows = TILE_ROWS; rows > 0; rows /= 2) {
      if (r1 - row < rows) {
        continue;
      }
      Microkernel kernel = kernel(rows, width, masked);
      for (; row + rows <= r1; row += rows) {
        kernel.run(
            k,
            a.memory().floats(),
            a.offset() + row * aRow,
            aRow,
            aStep,
            b.memory().floats(),
            b.offset() + column,
            n,
            c,
            co + row * n + column,
            n,
            lanes);
      }
    }
  }

  static Microkernel kernel(int rows, int width, boolean masked) {
    int index = (31 - Integer.numberOfLeadingZeros(rows)) * 8 + width * 2 + (masked ? 1 : 0);
    Microkernel kernel = KERNELS[index];
    if (kernel == null) {
      kernel = MicrokernelEmitter.get(new MicrokernelEmitter.Form(rows, width, masked, false));
      KERNELS[index] = kernel;
    }
    return kernel;
  }

  private static final Microkernel[] KERNELS = new Microkernel[64];
}
