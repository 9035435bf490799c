package dev.hourglass.autoencoders.som;

/**
 * How a map is built.
 *
 * @param grid where its units lie
 * @param radius of the neighbourhood
 * @param start what the map is at first
 * @param epochs times through the data, 1 or more
 * @param seed of the rows that {@link Start#ROWS} draws; nothing else is random
 * @param threads 1 or more; changes nothing but the time it takes
 */
public record SomOptions(
    MapGrid grid, Radius radius, Start start, int epochs, long seed, int threads) {

  /** What a {@link SomTrainer} starts from. */
  public static final SomOptions DEFAULTS =
      new SomOptions(
          new MapGrid(20, 20, Lattice.HEXAGONAL),
          Radius.USUAL,
          Start.PLANE,
          20,
          42,
          Runtime.getRuntime().availableProcessors());

  public SomOptions {
    if (epochs < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "epochs and threads must be 1 or more, got %d and %d".formatted(epochs, threads));
    }
  }

  public SomOptions withGrid(MapGrid other) {
    return new SomOptions(other, radius, start, epochs, seed, threads);
  }

  public SomOptions withRadius(Radius other) {
    return new SomOptions(grid, other, start, epochs, seed, threads);
  }

  public SomOptions withStart(Start other) {
    return new SomOptions(grid, radius, other, epochs, seed, threads);
  }

  public SomOptions withEpochs(int other) {
    return new SomOptions(grid, radius, start, other, seed, threads);
  }

  public SomOptions withSeed(long other) {
    return new SomOptions(grid, radius, start, epochs, other, threads);
  }

  public SomOptions withThreads(int other) {
    return new SomOptions(grid, radius, start, epochs, seed, other);
  }
}
