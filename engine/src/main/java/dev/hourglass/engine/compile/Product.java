package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;

/**
 * C (M, N) = A (M, K) * B (K, N). A may be read transposed (it is stored (K, M) then); B is
 * row-major.
 */
final class Product implements RowProduct {
  private static final int BLOCK_ROWS = 32;

  /** Numbers of B that stay in the second cache while all rows of A pass over them. */
  private static final int BLOCK_NUMBERS = 1 << 16;

  private static final int LEAST_DEPTH = 256;

  private final int m;
  private final int n;
  private final int k;
  private final int depth; // so much of k at a time
  private final int aRow;
  private final int aStep;
  private final Place a;
  private final Place b;

  Product(int m, int n, int k, boolean transposeA, Place a, Place b) {
    this.m = m;
    this.n = n;
    this.k = k;
    this.depth = k * (long) n <= 2 * BLOCK_NUMBERS ? k : Math.max(LEAST_DEPTH, BLOCK_NUMBERS / n);
    this.aRow = transposeA ? 1 : k;
    this.aStep = transposeA ? m : 1;
    this.a = a;
    this.b = b;
  }

  @Override
  public int unit() {
    return Tiles.ROWS;
  }

  @Override
  public int blockRows() {
    return BLOCK_ROWS;
  }

  @Override
  public void run(int part, int r0, int r1, int c0, int c1, float[] c, int co) {
    for (int begin = 0; begin < k; begin += depth) {
      Tiles.multiply(
          r1 - r0,
          c1 - c0,
          Math.min(depth, k - begin),
          a.memory().floats(),
          a.offset() + r0 * aRow + begin * aStep,
          aRow,
          aStep,
          b.memory().floats(),
          b.offset() + begin * n + c0,
          n,
          c,
          co + r0 * n + c0,
          n,
          begin > 0);
    }
  }

  @Override
  public String toString() {
    return "product " + m + "x" + k + (aRow == 1 ? " transposed" : "") + "x" + n + ", then";
  }
}
