package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;
import java.util.Arrays;

/**
 * A convolution of stride 1 to few channels, or a matrix product of few columns, whose rows would
 * leave most of a vector empty. The product is computed turned, output channels by windows: vectors
 * lie along the windows, and the right side is the image by channels ({@link ChannelFrame}), read
 * at another place for each tap. A number is added up in order of taps and channels, as in {@link
 * ConvProduct}.
 */
final class NarrowConvProduct implements RowProduct {
  private static final int MOST_OUTPUTS = 8;
  private static final int LEAST_ROWS = 16;

  /** Numbers of an image that are turned at a time, if that is enough of a block. */
  private static final int ROOM = 1 << 15;

  private static final int LEAST_LINES = 4;

  /** Rows of a tile: output channels. */
  private static final int TILE_ROWS = 4;

  private final Patches patches;
  private final int n;
  private final int rows;
  private final Place w;
  private final WindowPieces pieces;
  private final int pitch; // of turned results
  private final ChannelFrame[] frames; // of each part
  private final float[][] results;

  /**
   * @param rows of the product: windows
   * @param x the images
   * @param w the kernel (depth of the patches, n)
   */
  NarrowConvProduct(Patches patches, int rows, int n, Place x, Place w, int parts) {
    this.patches = patches;
    this.n = n;
    this.rows = rows;
    this.w = w;
    this.pieces = new WindowPieces(patches, n, ROOM, LEAST_LINES);
    this.pitch = pieces.mostLines() * pieces.pitch() + RowSum.LANES;
    this.frames = new ChannelFrame[parts];
    Arrays.setAll(frames, p -> frame(x));
    this.results = new float[parts][];
    Arrays.setAll(results, p -> Species.room(n * pitch));
  }

  private ChannelFrame frame(Place x) {
    return new ChannelFrame(
        patches.h().length(),
        patches.w().length(),
        patches.channels(),
        x,
        pieces.frameLines(),
        pieces.pitch());
  }

  static boolean suits(Patches patches, int rows, int n) {
    return n <= MOST_OUTPUTS
        && rows >= LEAST_ROWS
        && patches.groups() == 1
        && patches.h().stride() == 1
        && patches.w().stride() == 1;
  }

  @Override
  public int unit() {
    return pieces.unit();
  }

  @Override
  public int blockRows() {
    return pieces.most();
  }

  /** All columns are computed: they are too few to be dealt out. */
  @Override
  public void run(int part, int r0, int r1, int c0, int c1, float[] c, int co) {
    int r = r0;
    while (r < r1) {
      int high = pieces.high(r, r1);
      int wide = pieces.wide(r, r1);
      pieces.fill(frames[part], r, high, wide);
      // Windows that would begin in the frame between two lines are computed, too, and left behind.
      int vectors = Math.ceilDiv((high - 1) * pieces.pitch() + wide, Species.LENGTH);
      for (int o = 0; o < n; o += TILE_ROWS) {
        outputs(part, o, Math.min(TILE_ROWS, n - o), vectors);
      }
      copy(results[part], high, wide, c, co + r * n);
      r += high * wide;
    }
  }

  private void outputs(int part, int o, int height, int vectors) {
    int most = height == 1 ? 6 : height == 2 ? 4 : 3; // sums in a tile: enough, and in registers
    for (int first = 0; first < vectors; first += most) {
      tile(part, o, height, first * Species.LENGTH, Math.min(most, vectors - first));
    }
  }

  private void tile(int part, int o, int height, int at, int width) {
    ChannelFrame image = frames[part];
    int channels = patches.channels();
    int taps = patches.w().taps();
    Microkernel kernel = Tiles.kernel(height, width, false, false);
    for (int t = 0; t < patches.h().taps() * taps; t++) {
      int line = t / taps * patches.h().step();
      kernel.run(
          channels,
          w.memory().floats(),
          w.offset() + t * channels * n + o,
          1,
          n,
          image.numbers(),
          line * pieces.pitch() + t % taps * patches.w().step() + at,
          image.channelPitch(),
          results[part],
          o * pitch + at,
          pitch,
          Species.LENGTH);
      kernel = Tiles.kernel(height, width, false, true);
    }
  }

  private void copy(float[] from, int high, int wide, float[] c, int co) {
    for (int l = 0; l < high; l++) {
      int at = l * pieces.pitch();
      int to = co + l * wide * n;
      if (n == 1) {
        System.arraycopy(from, at, c, to, wide);
        continue;
      }
      for (int o = 0; o < n; o++) {
        for (int j = 0; j < wide; j++) {
          c[to + j * n + o] = from[o * pitch + at + j];
        }
      }
    }
  }

  @Override
  public String toString() {
    return "narrow product " + rows + "x" + patches.depth() + "x" + n + ", then";
  }
}
