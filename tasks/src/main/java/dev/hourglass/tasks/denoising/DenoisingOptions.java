package dev.hourglass.tasks.denoising;

/**
 * Shape and training of a {@link DenoisingAutoencoder}.
 *
 * @param width neurons of each hidden layer
 * @param layers hidden layers, 1 or more
 * @param noise levels of noise
 * @param steps of Adam, 1 or more
 * @param batchSize rows of a step
 * @param learningRate of Adam at the first step; it falls to 0 along a cosine
 * @param scoringLevels how many of the levels a score looks at, evenly spread, 2 to all
 * @param seed of weights, batches and noise
 * @param threads that training and scoring use; no result depends on it
 */
public record DenoisingOptions(
    int width,
    int layers,
    NoiseSchedule noise,
    int steps,
    int batchSize,
    double learningRate,
    int scoringLevels,
    long seed,
    int threads) {
  /** 512-512, batches of 64, Adam at 0.001. */
  public static final DenoisingOptions DEFAULTS =
      new DenoisingOptions(
          512,
          2,
          NoiseSchedule.DEFAULTS,
          6000,
          64,
          1e-3,
          10,
          42,
          Runtime.getRuntime().availableProcessors());

  public DenoisingOptions {
    if (width < 1 || layers < 1 || steps < 1 || batchSize < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "denoising: width, layers, steps, batch size and threads must be 1 or more, got %d, %d, %d, %d and %d"
              .formatted(width, layers, steps, batchSize, threads));
    }
    if (!(learningRate > 0) || scoringLevels < 2 || scoringLevels > noise.levels()) {
      throw new IllegalArgumentException(
          "denoising: needs a learning rate above 0 and 2 to %d scoring levels, got %s and %d"
              .formatted(noise.levels(), learningRate, scoringLevels));
    }
  }

  /** The same with another seed. */
  public DenoisingOptions withSeed(long other) {
    return new DenoisingOptions(
        width, layers, noise, steps, batchSize, learningRate, scoringLevels, other, threads);
  }

  /** The same with another number of steps. */
  public DenoisingOptions withSteps(int other) {
    return new DenoisingOptions(
        width, layers, noise, other, batchSize, learningRate, scoringLevels, seed, threads);
  }

  /** The same with another number of threads. */
  public DenoisingOptions withThreads(int other) {
    return new DenoisingOptions(
        width, layers, noise, steps, batchSize, learningRate, scoringLevels, seed, other);
  }

  /** The level of a score's {@code i}-th look. */
  int scoringLevel(int i) {
    return (int) Math.round((double) i * (noise.levels() - 1) / (scoringLevels - 1));
  }
}
