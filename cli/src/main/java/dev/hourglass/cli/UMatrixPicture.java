package dev.hourglass.cli;

import dev.hourglass.autoencoders.som.MapGrid;
import dev.hourglass.autoencoders.som.UMatrix;
import dev.hourglass.engine.io.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A U-matrix as a picture: each unit a cell of the colour of its mean distance to its neighbours,
 * and between two neighbours a band of the colour of their distance. Dark is near, bright is far:
 * bright lines are the borders of groups.
 */
final class UMatrixPicture {
  private static final String ENDING = ".png";
  private static final int LONGEST = 1200;
  private static final int LARGEST_CELL = 32;

  /** How far from the border between two cells their band reaches, in steps of the grid. */
  private static final double BAND = 0.16;

  /** From the units of the first and last row to the end of the picture: the tip of a hexagon. */
  private static final double EDGE = 0.578;

  private static final int BACKGROUND = 0xffffff;

  /** From near to far: the colours of matplotlib's "magma", which stay apart in grey as well. */
  private static final int[] COLOURS = {
    0x000004, 0x1c1044, 0x4f127b, 0x812581, 0xb5367a, 0xe55964, 0xfb8761, 0xfec287, 0xfcfdbf
  };

  private final MapGrid grid;
  private final double[] around;
  private final double[][] between; // to the neighbours, in their order
  private final double low;
  private final double high;

  private UMatrixPicture(UMatrix matrix) {
    this.grid = matrix.grid();
    this.around = IntStream.range(0, grid.units()).mapToDouble(matrix::around).toArray();
    this.between =
        IntStream.range(0, grid.units())
            .mapToObj(u ->
                Arrays.stream(grid.neighbours(u)).mapToDouble(n -> matrix.between(u, n)).toArray())
            .toArray(double[][]::new);
    this.low = distances().min().orElse(0);
    this.high = distances().max().orElse(1);
  }

  private DoubleStream distances() {
    return Arrays.stream(between).flatMapToDouble(Arrays::stream);
  }

  /** Refuses a name that {@link #write} would refuse, before the work. */
  static void check(Path file) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(ENDING)) {
      throw new Mistake("--u-matrix %s: choose a name that ends in .png".formatted(file));
    }
    Writable.check(file);
  }

  /** Writes the picture, whole or not at all. */
  static void write(UMatrix matrix, Path file) {
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(new UMatrixPicture(matrix).image(), "png", png);
      ByteBuffer bytes = ByteBuffer.wrap(png.toByteArray());
      AtomicFile.write(
          file,
          channel -> {
            while (bytes.hasRemaining()) {
              channel.write(bytes);
            }
          });
    } catch (IOException e) {
      throw new Mistake("%s cannot be written: %s; nothing was left behind".formatted(file, e));
    }
  }

  private BufferedImage image() {
    double widest = IntStream.range(0, grid.units()).mapToDouble(grid::x).max().orElse(0) + 1;
    double highest = grid.y(grid.units() - 1) + 2 * EDGE;
    int cell = Math.clamp((int) (LONGEST / Math.max(widest, highest)), 2, LARGEST_CELL);
    int width = (int) Math.ceil(widest * cell);
    int height = (int) Math.ceil(highest * cell);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int py = 0; py < height; py++) {
      for (int px = 0; px < width; px++) {
        double x = (px + 0.5) / cell - 0.5;
        double y = (py + 0.5) / cell - EDGE;
        image.setRGB(px, py, colour(x, y));
      }
    }
    return image;
  }

  /** The colour at a place of the grid. */
  private int colour(double x, double y) {
    int unit = nearest(x, y);
    double own = square(unit, x, y);
    if (isOutside(unit, x, y)) {
      return BACKGROUND;
    }
    int[] neighbours = grid.neighbours(unit);
    double nearest = Double.POSITIVE_INFINITY;
    double value = around[unit];
    for (int n = 0; n < neighbours.length; n++) {
      // units at distance 1: the border lies where both squares are the same
      double toBorder = (square(neighbours[n], x, y) - own) / 2;
      if (toBorder < BAND && toBorder < nearest) {
        nearest = toBorder;
        value = between[unit][n];
      }
    }
    return colour(high > low ? (value - low) / (high - low) : 0);
  }

  /** Cells at the edge of the map end half a step from their unit, as all others do. */
  private boolean isOutside(int unit, double x, double y) {
    double dx = Math.abs(x - grid.x(unit));
    double dy = Math.abs(y - grid.y(unit));
    return switch (grid.lattice()) {
      case RECTANGULAR -> dx > 0.5 || dy > 0.5;
      case HEXAGONAL -> dx > 0.5 || dx / 2 + dy * Math.sqrt(0.75) > 0.5;
    };
  }

  private int nearest(double x, double y) {
    double step = grid.rows() > 1 ? grid.y(grid.columns()) : 1;
    int row = (int) Math.round(y / step);
    int column = (int) Math.round(x);
    int best = -1;
    for (int r = row - 1; r <= row + 1; r++) {
      for (int c = column - 1; c <= column + 1; c++) {
        boolean there = r >= 0 && r < grid.rows() && c >= 0 && c < grid.columns();
        int unit = r * grid.columns() + c;
        if (there && (best < 0 || square(unit, x, y) < square(best, x, y))) {
          best = unit;
        }
      }
    }
    return best;
  }

  private double square(int unit, double x, double y) {
    double dx = x - grid.x(unit);
    double dy = y - grid.y(unit);
    return dx * dx + dy * dy;
  }

  private static int colour(double share) {
    double at = Math.clamp(share, 0, 1) * (COLOURS.length - 1);
    int i = Math.min((int) at, COLOURS.length - 2);
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = COLOURS[i] >> shift & 0xff;
      int b = COLOURS[i + 1] >> shift & 0xff;
      rgb |= (int) Math.round(a + (at - i) * (b - a)) << shift;
    }
    return rgb;
  }
}
