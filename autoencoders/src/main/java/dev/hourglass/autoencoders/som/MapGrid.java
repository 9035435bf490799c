package dev.hourglass.autoencoders.som;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Where the units of a map lie: unit {@code row * columns + column} at that row and column, a step
 * of 1 apart. On a hexagonal grid odd rows lie half a step to the right, and rows are sqrt(3) / 2
 * apart, so that all six neighbours are at distance 1.
 *
 * @param rows 1 or more
 * @param columns 1 or more; two units or more in all, {@value #MOST} at most
 */
public record MapGrid(int rows, int columns, Lattice lattice) {
  /** More units than this are refused. */
  public static final int MOST = 1 << 16;

  public MapGrid {
    long units = (long) rows * columns;
    if (rows < 1 || columns < 1 || units < 2 || units > MOST) {
      throw new IllegalArgumentException(
          "a map has 1 row and 1 column or more, and 2 to %d units, got %d x %d"
              .formatted(MOST, rows, columns));
    }
  }

  /**
   * A grid of a size such as {@code 20x20}, rows first.
   *
   * @throws IllegalArgumentException if the text is no such size
   */
  public static MapGrid parse(String size, Lattice lattice) {
    String[] sides = size.strip().toLowerCase(Locale.ROOT).split("x", -1);
    if (sides.length == 2) {
      try {
        return new MapGrid(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), lattice);
      } catch (NumberFormatException _) {
        throw noSize(size);
      }
    }
    throw noSize(size);
  }

  private static IllegalArgumentException noSize(String size) {
    return new IllegalArgumentException(
        "\"%s\" is no size of a map: write ROWSxCOLUMNS, such as 20x20".formatted(size));
  }

  /** Such as {@code 20x20}. */
  public String size() {
    return rows + "x" + columns;
  }

  /** U: how many units there are. */
  public int units() {
    return rows * columns;
  }

  /** The row of a unit. */
  public int row(int unit) {
    return unit / columns;
  }

  /** The column of a unit. */
  public int column(int unit) {
    return unit % columns;
  }

  /** How far right a unit lies. */
  public double x(int unit) {
    return halfSteps(unit) / 2.0;
  }

  /** How far down a unit lies. */
  public double y(int unit) {
    return lattice == Lattice.HEXAGONAL ? row(unit) * StrictMath.sqrt(0.75) : row(unit);
  }

  /** How far right a unit lies, in half steps, which are whole numbers. */
  int halfSteps(int unit) {
    boolean shifted = lattice == Lattice.HEXAGONAL && row(unit) % 2 == 1;
    return 2 * column(unit) + (shifted ? 1 : 0);
  }

  /** Four times the squared distance of two rows. */
  int quartersOfRow() {
    return lattice == Lattice.HEXAGONAL ? 3 : 4;
  }

  /** Four times the squared distance of two units, which is a whole number on either lattice. */
  private long quarters(int a, int b) {
    long across = (long) halfSteps(a) - halfSteps(b);
    long down = (long) row(a) - row(b);
    return across * across + quartersOfRow() * down * down;
  }

  /** Distance of two units on the grid. */
  public double distance(int a, int b) {
    return Math.sqrt(quarters(a, b)) / 2;
  }

  /** Whether two units are neighbours: at distance 1. */
  public boolean areNeighbours(int a, int b) {
    return quarters(a, b) == 4;
  }

  /** The neighbours of a unit, in rising order. */
  public int[] neighbours(int unit) {
    return IntStream.rangeClosed(row(unit) - 1, row(unit) + 1)
        .filter(r -> r >= 0 && r < rows)
        .flatMap(r ->
            IntStream.rangeClosed(column(unit) - 1, column(unit) + 1)
                .filter(c -> c >= 0 && c < columns)
                .map(c -> r * columns + c))
        .filter(other -> areNeighbours(unit, other))
        .toArray();
  }
}
