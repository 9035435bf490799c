package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;

/**
 * C (M, N) = A (M, K) * B (K, N). A may be read transposed (it is stored (K, M) then); B is
 * row-major.
 */
final class Product implements RowProduct {
  private static final int BLOCK_ROWS = 16;

  private final int m;
  private final int n;
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
    Tiles.multiply(
        r1 - r0,
        c1 - c0,
        k,
        a.memory().floats(),
        a.offset() + r0 * aRow,
        aRow,
        aStep,
        b.memory().floats(),
        b.offset() + c0,
        n,
        c,
        co + r0 * n + c0,
        n,
        false);
  }

  @Override
  public String toString() {
    return "product " + m + "x" + k + (aRow == 1 ? " transposed" : "") + "x" + n + ", then";
  }
}
