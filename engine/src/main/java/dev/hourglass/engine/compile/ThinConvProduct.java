package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;
import java.util.Arrays;

/**
 * Convolution as the product of the matrix of windows and the kernel (K, N), group by group, where
 * too few numbers of a window stand together to copy them: the windows are read where they are.
 */
final class ThinConvProduct implements RowProduct {
  /** Numbers that a piece should read at most, and as many that it should write. */
  private static final int ROOM = 1 << 14;

  private static final int LEAST_LINES = 2;

  private final Patches patches;
  private final int n;
  private final Place w;
  private final WindowPieces pieces;
  private final int[][] steps; // of slabs of the kernel
  private final PixelFrame[] frames; // of each part

  ThinConvProduct(Patches patches, int n, Place x, Place w, int parts) {
    this.patches = patches;
    this.n = n;
    this.w = w;
    this.pieces = new WindowPieces(patches, n, ROOM, LEAST_LINES);
    this.steps = WindowTiles.slabs(patches.tapSteps(pieces.pitch()), patches.run(), n);
    this.frames = new PixelFrame[parts];
    Arrays.setAll(frames, p -> patches.frame(x, pieces.frameLines(), pieces.pitch()));
  }

  @Override
  public int unit() {
    return pieces.unit();
  }

  @Override
  public int blockRows() {
    return pieces.most();
  }

  @Override
  public void run(int part, int r0, int r1, int c0, int c1, float[] c, int co) {
    int size = n / patches.groups();
    int r = r0;
    while (r < r1) {
      int high = pieces.high(r, r1);
      int wide = pieces.wide(r, r1);
      pieces.fill(frames[part], r, high, wide);
      for (int g = c0 / size; g * size < c1; g++) {
        int first = Math.max(c0, g * size);
        int last = Math.min(c1, (g + 1) * size);
        group(part, g, high, wide, first, last, c, co + r * n + first);
      }
      r += high * wide;
    }
  }

  private void group(int part, int g, int high, int wide, int c0, int c1, float[] c, int co) {
    int channels = patches.channels();
    int weights = w.offset() + c0;
    for (int[] slab : steps) {
      WindowTiles.multiply(
          high,
          wide,
          c1 - c0,
          slab.length,
          slab,
          frames[part].numbers(),
          g * (channels / patches.groups()),
          patches.h().stride() * pieces.pitch() * channels,
          patches.w().stride() * channels,
          w.memory().floats(),
          weights,
          n,
          c,
          co,
          wide * n,
          n,
          slab != steps[0]);
      weights += slab.length * n;
    }
  }

  @Override
  public String toString() {
    return "convolution " + patches.depth() + "x" + n + ", then";
  }
}
