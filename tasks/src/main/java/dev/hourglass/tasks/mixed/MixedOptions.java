package dev.hourglass.tasks.mixed;

import java.util.List;

/**
 * Shape and training of a {@link MixedAutoencoder}.
 *
 * @param widths of the layers of the encoder, the last one that of the code; the decoder mirrors
 *     them
 * @param embedding numbers that a value of an index becomes
 * @param hidden share of the columns of a row that the encoder does not see in a step of training,
 *     though they count, in [0, 1): what stands in a column is to be told from the others
 * @param steps of training
 * @param batchSize rows in a step
 * @param learningRate of Adam at first; it falls to 0 along a cosine
 * @param seed of everything random
 * @param threads to use; no result depends on it
 */
public record MixedOptions(
    List<Integer> widths,
    int embedding,
    double hidden,
    int steps,
    int batchSize,
    double learningRate,
    long seed,
    int threads) {
  /** Layers of 64 and 8, embeddings of 8, a fifth hidden. */
  public static final MixedOptions DEFAULTS =
      new MixedOptions(
          List.of(64, 8), 8, 0.2, 5000, 128, 1e-3, 42, Runtime.getRuntime().availableProcessors());

  public MixedOptions {
    widths = List.copyOf(widths);
    if (widths.isEmpty() || widths.stream().anyMatch(w -> w < 1)) {
      throw new IllegalArgumentException(
          "an autoencoder of mixed rows needs widths of 1 or more, got " + widths);
    }
    if (!(hidden >= 0 && hidden < 1)) {
      throw new IllegalArgumentException(
          "an autoencoder of mixed rows: the hidden share must be 0 or more and below 1, got "
              + hidden);
    }
    if (embedding < 1 || steps < 1 || batchSize < 1 || threads < 1 || !(learningRate > 0)) {
      throw new IllegalArgumentException(
          "embedding, steps, batch size, learning rate and threads must be above 0, got %d, %d, %d, %s and %d"
              .formatted(embedding, steps, batchSize, learningRate, threads));
    }
  }

  /** The same with other widths. */
  public MixedOptions withWidths(List<Integer> other) {
    return new MixedOptions(
        other, embedding, hidden, steps, batchSize, learningRate, seed, threads);
  }

  /** The same with another batch size. */
  public MixedOptions withBatchSize(int other) {
    return new MixedOptions(widths, embedding, hidden, steps, other, learningRate, seed, threads);
  }

  /** The same with other steps. */
  public MixedOptions withSteps(int other) {
    return new MixedOptions(
        widths, embedding, hidden, other, batchSize, learningRate, seed, threads);
  }

  /** The same with another seed. */
  public MixedOptions withSeed(long other) {
    return new MixedOptions(
        widths, embedding, hidden, steps, batchSize, learningRate, other, threads);
  }

  /** The same with another number of threads. */
  public MixedOptions withThreads(int other) {
    return new MixedOptions(widths, embedding, hidden, steps, batchSize, learningRate, seed, other);
  }
}
