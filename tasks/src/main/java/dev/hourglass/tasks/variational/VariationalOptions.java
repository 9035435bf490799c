package dev.hourglass.tasks.variational;

/**
 * Shape and training of a {@link VariationalAutoencoder}.
 *
 * @param width neurons of the hidden layers, two on either side of the code
 * @param code numbers of the code
 * @param steps of training
 * @param batchSize rows in a step
 * @param learningRate of Adam at first; it falls to 0 along a cosine
 * @param draws of the code for a score, 1 to 1,000
 * @param seed of everything random
 * @param threads to use; no result depends on it
 */
public record VariationalOptions(
    int width,
    int code,
    int steps,
    int batchSize,
    double learningRate,
    int draws,
    long seed,
    int threads) {
  /** Two layers of 64 on either side, a code of 8, ten draws. */
  public static final VariationalOptions DEFAULTS =
      new VariationalOptions(
          64, 8, 5000, 128, 1e-3, 10, 42, Runtime.getRuntime().availableProcessors());

  private static final int MOST_DRAWS = 1000;

  public VariationalOptions {
    if (width < 1 || code < 1 || steps < 1 || batchSize < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "width, code, steps, batch size and threads must be 1 or more, got %d, %d, %d, %d and %d"
              .formatted(width, code, steps, batchSize, threads));
    }
    if (draws < 1 || draws > MOST_DRAWS || !(learningRate > 0)) {
      throw new IllegalArgumentException(
          "needs 1 to %d draws and a learning rate above 0, got %d and %s"
              .formatted(MOST_DRAWS, draws, learningRate));
    }
  }

  /** The same with another seed. */
  public VariationalOptions withSeed(long other) {
    return new VariationalOptions(
        width, code, steps, batchSize, learningRate, draws, other, threads);
  }

  /** The same with another number of threads. */
  public VariationalOptions withThreads(int other) {
    return new VariationalOptions(width, code, steps, batchSize, learningRate, draws, seed, other);
  }
}
