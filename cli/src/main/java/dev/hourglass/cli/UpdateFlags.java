package dev.hourglass.cli;

import dev.hourglass.autoencoders.optim.Clipping;
import dev.hourglass.autoencoders.optim.Optimizer;
import dev.hourglass.autoencoders.optim.Penalty;
import dev.hourglass.autoencoders.optim.Schedule;
import dev.hourglass.autoencoders.train.Trainer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How parameters follow their gradient. */
final class UpdateFlags {
  @Option(
      names = "--optimizer",
      paramLabel = "O",
      description =
          "sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw, adamw:DECAY."
              + " Default: ${DEFAULT-VALUE}",
      defaultValue = "adam")
  String optimizer = "adam";

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Default: ${DEFAULT-VALUE}",
      defaultValue = "0.001")
  double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "S",
      description =
          "Of the learning rate: constant, cosine, cosine:FLOOR, exponential:GAMMA (per step), step:EVERY:GAMMA,"
              + " each behind warmup:STEPS, if wanted. Default: ${DEFAULT-VALUE}",
      defaultValue = "constant")
  String schedule = "constant";

  @Option(
      names = "--clip-value",
      paramLabel = "X",
      description = "Keep each number of the gradient within +-X.")
  @Nullable Double clipValue;

  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      description = "Keep the length of the gradient within X.")
  @Nullable Double clipNorm;

  @Option(
      names = "--l1",
      paramLabel = "X",
      description = "Price on the sum of |weights|. Default: ${DEFAULT-VALUE}",
      defaultValue = "0")
  double l1;

  @Option(
      names = "--l2",
      paramLabel = "X",
      description = "Price on the sum of squared weights. Default: ${DEFAULT-VALUE}",
      defaultValue = "0")
  double l2;

  /** Tells the trainer. */
  Trainer apply(Trainer trainer) {
    trainer
        .optimizer(Optimizer.parse(optimizer, learningRate))
        .schedule(Schedule.parse(schedule))
        .penalty(new Penalty(l1, l2));
    if (clipNorm != null && clipValue != null) {
      throw new Mistake("--clip-norm and --clip-value exclude each other; choose one");
    }
    if (clipNorm != null) {
      trainer.clipping(new Clipping.ByGlobalNorm(clipNorm));
    } else if (clipValue != null) {
      trainer.clipping(new Clipping.ByValue(clipValue));
    }
    return trainer;
  }
}
