package dev.hourglass.tasks.series;

/**
 * How a {@link SeriesDetector} learns.
 *
 * @param model which network
 * @param window points of a window, 3 or more; 0: chosen by the autocorrelation
 * @param heldOut share of the time that calibrates and does not train, in (0, 0.5]
 * @param steps of training, 1 or more
 * @param batchSize windows of a step, 1 or more
 * @param seed of everything random
 * @param threads to use; no result depends on it
 */
public record SeriesTrainingOptions(
    WindowModel model,
    int window,
    double heldOut,
    int steps,
    int batchSize,
    long seed,
    int threads) {
  /** The fewest points of a window. */
  public static final int SHORTEST = 3;

  /** Dense windows as long as the data say, a fifth held out, 600 steps of 64 windows. */
  public static final SeriesTrainingOptions DEFAULTS =
      new SeriesTrainingOptions(
          WindowModel.DENSE, 0, 0.2, 600, 64, 42, Runtime.getRuntime().availableProcessors());

  public SeriesTrainingOptions {
    if (window != 0 && window < SHORTEST) {
      throw new IllegalArgumentException(
          "a window needs %d points or more, got %d".formatted(SHORTEST, window));
    }
    if (!(heldOut > 0 && heldOut <= 0.5) || steps < 1 || batchSize < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "needs a held-out share above 0 and up to 0.5, and steps, batch size and threads of 1 or more, got %s, %d, %d and %d"
              .formatted(heldOut, steps, batchSize, threads));
    }
  }

  /** The same with another model. */
  public SeriesTrainingOptions withModel(WindowModel other) {
    return new SeriesTrainingOptions(other, window, heldOut, steps, batchSize, seed, threads);
  }

  /** The same with windows of so many points; 0: chosen by the autocorrelation. */
  public SeriesTrainingOptions withWindow(int other) {
    return new SeriesTrainingOptions(model, other, heldOut, steps, batchSize, seed, threads);
  }

  /** The same with another number of steps. */
  public SeriesTrainingOptions withSteps(int other) {
    return new SeriesTrainingOptions(model, window, heldOut, other, batchSize, seed, threads);
  }

  /** The same with another seed. */
  public SeriesTrainingOptions withSeed(long other) {
    return new SeriesTrainingOptions(model, window, heldOut, steps, batchSize, other, threads);
  }

  /** The same with another number of threads. */
  public SeriesTrainingOptions withThreads(int other) {
    return new SeriesTrainingOptions(model, window, heldOut, steps, batchSize, seed, other);
  }
}
