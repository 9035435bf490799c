package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;

/**
 * The gradient of a convolution by its kernel as a product: the matrix of windows transposed (K, M)
 * times the gradient of the output (M, N), group by group. Each number is added up in order of M.
 */
final class ConvWeightGradientProduct implements RowProduct {
  private static final int BLOCK_ROWS = 128;

  /** Numbers that are copied at a time, so that they stay in the nearest cache. */
  private static final int PANEL = 1 << 13;

  private static final int MOST_WINDOWS = 512;

  /** Fewer rows are dealt out one by one. */
  private static final int FEW_ROWS = 64;

  private final Patches patches;
  private final int windows;
  private final int n;
  private final Place x;
  private final Place dy;
  private final float[][] panels; // of each part

  ConvWeightGradientProduct(Patches patches, int windows, int n, Place x, Place dy, int parts) {
    this.patches = patches;
    this.windows = windows;
    this.n = n;
    this.x = x;
    this.dy = dy;
    this.panels = new float[parts][PANEL];
  }

  @Override
  public int unit() {
    return patches.depth() < FEW_ROWS ? 1 : Tiles.ROWS;
  }

  @Override
  public int blockRows() {
    return BLOCK_ROWS;
  }

  @Override
  public void run(int part, int r0, int r1, int c0, int c1, float[] c, int co) {
    float[] panel = panels[part];
    int rows = r1 - r0;
    int chunk = Math.min(PANEL / rows, MOST_WINDOWS);
    int size = n / patches.groups();
    for (int g = c0 / size; g * size < c1; g++) {
      int first = Math.max(c0, g * size);
      int cols = Math.min(c1, (g + 1) * size) - first;
      for (int m = 0; m < windows; m += chunk) {
        int end = Math.min(windows, m + chunk);
        patches.pack(x.memory().floats(), x.offset(), g, m, end, r0, r1, panel, 0, rows);
        Tiles.multiply(
            rows,
            cols,
            end - m,
            panel,
            0,
            1,
            rows,
            dy.memory().floats(),
            dy.offset() + m * n + first,
            n,
            c,
            co + r0 * n + first,
            n,
            m > 0);
      }
    }
  }

  @Override
  public String toString() {
    return "convolution's kernel gradient " + patches.depth() + "x" + windows + "x" + n + ", then";
  }
}
