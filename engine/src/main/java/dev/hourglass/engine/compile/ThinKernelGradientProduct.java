package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;
import java.util.Arrays;

/**
 * The gradient of a convolution by its kernel as a product: the matrix of windows transposed (K, M)
 * times the gradient of the output (M, N), group by group, where too few numbers of a window stand
 * together to copy them: the windows are read where they are. Each number is added up in order of
 * M.
 */
final class ThinKernelGradientProduct implements RowProduct {
  private static final int BLOCK_ROWS = 128;

  /** Numbers of the image that pass at a time. */
  private static final int ROOM = 1 << 14;

  private static final int LEAST_LINES = 2;

  /** Fewer rows are dealt out one by one. */
  private static final int FEW_ROWS = 64;

  private final Patches patches;
  private final int windows;
  private final int n;
  private final Place dy;
  private final WindowPieces pieces;
  private final int[] taps;
  private final int[] steps; // from window to window
  private final int run; // rows whose numbers stand side by side
  private final PixelFrame[] frames; // of each part

  ThinKernelGradientProduct(Patches patches, int windows, int n, Place x, Place dy, int parts) {
    this.patches = patches;
    this.windows = windows;
    this.n = n;
    this.dy = dy;
    this.pieces = new WindowPieces(patches, n, ROOM, LEAST_LINES);
    this.taps = patches.tapSteps(pieces.pitch());
    this.steps = patches.windowSteps(pieces.pitch(), pieces.most());
    this.run = patches.run();
    this.frames = new PixelFrame[parts];
    Arrays.setAll(frames, p -> patches.frame(x, pieces.frameLines(), pieces.pitch()));
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
    int size = n / patches.groups();
    int m = 0;
    while (m < windows) {
      int high = pieces.high(m, windows);
      int wide = pieces.wide(m, windows);
      pieces.fill(frames[part], m, high, wide);
      for (int g = c0 / size; g * size < c1; g++) {
        int first = Math.max(c0, g * size);
        int last = Math.min(c1, (g + 1) * size);
        group(part, g, m, high * wide, r0, r1, first, last, c, co + first);
      }
      m += high * wide;
    }
  }

  /** Adds what a piece of so many windows from m on gives. */
  private void group(
      int part, int g, int m, int depth, int r0, int r1, int c0, int c1, float[] c, int co) {
    int end;
    for (int r = r0; r < r1; r = end) {
      end = Math.min(r1, (r / run + 1) * run);
      WindowTiles.multiply(
          1,
          end - r,
          c1 - c0,
          depth,
          steps,
          frames[part].numbers(),
          g * (patches.channels() / patches.groups()) + taps[r],
          0,
          1,
          dy.memory().floats(),
          dy.offset() + m * n + c0,
          n,
          c,
          co + r * n,
          0,
          n,
          m > 0);
    }
  }

  @Override
  public String toString() {
    return "convolution's kernel gradient " + patches.depth() + "x" + windows + "x" + n + ", then";
  }
}
