package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.PreprocessingPlan;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.optim.Clipping;
import dev.hourglass.autoencoders.optim.Optimizer;
import dev.hourglass.autoencoders.optim.Penalty;
import dev.hourglass.autoencoders.optim.Schedule;
import dev.hourglass.autoencoders.scheme.Adversary;
import dev.hourglass.autoencoders.scheme.Curriculum;

/**
 * How to train. Everything but {@code threads} decides the weights.
 *
 * @param epochs 1 or more
 * @param batchSize rows per step, 1 or more
 * @param seed of first weights, shuffling and the validation split
 * @param threads 1 or more
 * @param validationSplit share of the rows kept for validation, in [0, 1)
 * @param patience epochs without a lower validation loss before training stops and goes back to the
 *     best weights; 0: never
 */
public record TrainOptions(
    Loss loss,
    Optimizer optimizer,
    Schedule schedule,
    Clipping clipping,
    Penalty penalty,
    PreprocessingPlan preprocessing,
    Adversary adversary,
    Curriculum curriculum,
    int epochs,
    int batchSize,
    long seed,
    int threads,
    double validationSplit,
    int patience) {

  /** What a {@link Trainer} starts from. */
  public static final TrainOptions DEFAULTS =
      new TrainOptions(
          Loss.MSE,
          Adam.of(1e-3),
          Schedule.CONSTANT,
          Clipping.NONE,
          Penalty.NONE,
          PreprocessingPlan.NONE,
          Adversary.NONE,
          Curriculum.NONE,
          50,
          256,
          42,
          Runtime.getRuntime().availableProcessors(),
          0,
          0);

  public TrainOptions {
    require(epochs >= 1, "epochs must be 1 or more, got " + epochs);
    require(batchSize >= 1, "the batch size must be 1 or more, got " + batchSize);
    require(threads >= 1, "threads must be 1 or more, got " + threads);
    require(
        validationSplit >= 0 && validationSplit < 1,
        "the validation split must be in [0, 1), got " + validationSplit);
    require(
        patience >= 0, "the patience of early stopping must be 0 or more epochs, got " + patience);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
