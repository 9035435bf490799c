package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;
import java.util.Arrays;

/**
 * A convolution of stride 1 to few channels, or a matrix product of few columns, whose rows would
 * leave most of a vector empty. The product is computed turned, output channels by windows: vectors
 * lie along the windows, and the right side is the image by channels ({@link ChannelPlanes}), read
 * at another place for each tap. A number is added up in order of taps and channels, as in {@link
 * ConvProduct}.
 */
final class NarrowConvProduct implements RowProduct {
  private static final int MOST_OUTPUTS = 8;
  private static final int LEAST_ROWS = 16;

  /** Numbers of an image that are turned at a time, if that is enough of a block. */
  private static final int ROOM = 1 << 15;

  private static final int LEAST_LINES = 4;

  /** Longer lines are cut into pieces of at least and at most so many windows. */
  private static final int LEAST_PIECE = 64;

  private static final int MOST_PIECE = 512;

  /** Rows of a tile: output channels. */
  private static final int TILE_ROWS = 4;

  private final Patches patches;
  private final int n;
  private final int rows;
  private final Place w;
  private final int unit;
  private final int blockRows;
  private final int pitch; // of turned results
  private final ChannelPlanes[] planes; // of each part
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
    int perLine = patches.w().count();
    int frameLines = span(patches.h()) - 1;
    int frameColumns = span(patches.w()) - 1;
    int columns = perLine;
    int lines = 1;
    if (perLine > MOST_PIECE) {
      columns = Math.clamp(ROOM / patches.channels(), LEAST_PIECE, MOST_PIECE);
      columns -= columns % RowSum.LANES;
    } else {
      int fit = ROOM / patches.channels() / (perLine + frameColumns) - frameLines;
      lines = Math.min(Math.max(LEAST_LINES, fit), patches.h().count());
    }
    this.unit = columns;
    this.blockRows = lines * columns;
    int most = (lines + frameLines) * (columns + frameColumns);
    this.pitch = lines * (columns + frameColumns) + RowSum.LANES;
    this.planes = new ChannelPlanes[parts];
    Arrays.setAll(
        planes,
        p ->
            new ChannelPlanes(
                patches.h().length(), patches.w().length(), patches.channels(), x, most));
    this.results = new float[parts][];
    Arrays.setAll(results, p -> Species.room(n * pitch));
  }

  private static int span(Patches.Axis axis) {
    return (axis.taps() - 1) * axis.step() + 1;
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
    return unit;
  }

  @Override
  public int blockRows() {
    return blockRows;
  }

  /** All columns are computed: they are too few to be dealt out. */
  @Override
  public void run(int part, int r0, int r1, int c0, int c1, float[] c, int co) {
    int perLine = patches.w().count();
    int perImage = patches.h().count();
    int r = r0;
    while (r < r1) {
      int line = r / perLine;
      int column = r % perLine;
      boolean whole = column == 0 && r1 - r >= perLine;
      int lines = whole ? Math.min((r1 - r) / perLine, perImage - line % perImage) : 1;
      int columns = whole ? perLine : Math.min(r1 - r, perLine - column);
      piece(part, line, column, lines, columns);
      copy(results[part], lines, columns, c, co + r * n);
      r += lines * columns;
    }
  }

  /** Windows of whole lines of one image, or of a part of one line. */
  private void piece(int part, int line, int column, int lines, int columns) {
    Patches.Axis h = patches.h();
    Patches.Axis v = patches.w();
    int wide = columns + span(v) - 1;
    planes[part].fill(
        line / h.count(),
        line % h.count() - h.before(),
        column - v.before(),
        lines + span(h) - 1,
        wide);
    // Windows that would begin in the frame between two lines are computed, too, and left behind.
    int vectors = Math.ceilDiv((lines - 1) * wide + columns, Species.LENGTH);
    for (int o = 0; o < n; o += TILE_ROWS) {
      int height = Math.min(TILE_ROWS, n - o);
      int most = height == 1 ? 6 : height == 2 ? 4 : 3;
      for (int first = 0; first < vectors; first += most) {
        tile(part, o, height, first * Species.LENGTH, Math.min(most, vectors - first), wide);
      }
    }
  }

  private void tile(int part, int o, int height, int at, int width, int wide) {
    ChannelPlanes image = planes[part];
    int channels = patches.channels();
    int taps = patches.w().taps();
    Microkernel kernel = Tiles.kernel(height, width, false, false);
    for (int t = 0; t < patches.h().taps() * taps; t++) {
      kernel.run(
          channels,
          w.memory().floats(),
          w.offset() + t * channels * n + o,
          1,
          n,
          image.numbers(),
          t / taps * patches.h().step() * wide + t % taps * patches.w().step() + at,
          image.pitch(),
          results[part],
          o * pitch + at,
          pitch,
          Species.LENGTH);
      kernel = Tiles.kernel(height, width, false, true);
    }
  }

  private void copy(float[] from, int lines, int columns, float[] c, int co) {
    int wide = columns + span(patches.w()) - 1;
    for (int l = 0; l < lines; l++) {
      int to = co + l * columns * n;
      if (n == 1) {
        System.arraycopy(from, l * wide, c, to, columns);
        continue;
      }
      for (int o = 0; o < n; o++) {
        for (int j = 0; j < columns; j++) {
          c[to + j * n + o] = from[o * pitch + l * wide + j];
        }
      }
    }
  }

  @Override
  public String toString() {
    return "narrow product " + rows + "x" + patches.depth() + "x" + n + ", then";
  }
}
