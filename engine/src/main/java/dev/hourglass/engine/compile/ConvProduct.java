package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;

/** Convolution as the product of the matrix of windows and the kernel (K, N), group by group. */
final class ConvProduct implements RowProduct {
  private static final int BLOCK_ROWS = 32;

  /** Numbers left between rows of the panel, so that they do not share a set of the cache. */
  private static final int SKEW = 16;

  private final Patches patches;
  private final int n;
  private final Place x;
  private final Place w;
  private final int row;
  private final float[][] panels; // of each part

  ConvProduct(Patches patches, int n, Place x, Place w, int parts) {
    this.patches = patches;
    this.n = n;
    this.x = x;
    this.w = w;
    this.row = patches.depth() + SKEW;
    this.panels = new float[parts][BLOCK_ROWS * row];
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
    float[] panel = panels[part];
    int size = n / patches.groups();
    for (int g = c0 / size; g * size < c1; g++) {
      patches.pack(x.memory().floats(), x.offset(), g, r0, r1, 0, patches.depth(), panel, 0, row);
      int first = Math.max(c0, g * size);
      Tiles.multiply(
          r1 - r0,
          Math.min(c1, (g + 1) * size) - first,
          patches.depth(),
          panel,
          0,
          row,
          1,
          w.memory().floats(),
          w.offset() + first,
          n,
          c,
          co + r0 * n + first,
          n,
          false);
    }
  }

  @Override
  public String toString() {
    return "convolution " + patches.depth() + "x" + n + ", then";
  }
}
