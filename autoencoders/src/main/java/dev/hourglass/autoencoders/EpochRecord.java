package dev.hourglass.autoencoders;

import java.util.OptionalDouble;

/**
 * What an epoch brought.
 *
 * @param epoch 1, 2, ...
 * @param trainLoss mean of the batch losses as they were met, weighted by rows
 * @param validationLoss after the epoch; empty without validation data
 * @param samplesPerSecond training rows per second, NaN when it was not measured (read from a model
 *     file)
 * @param seconds of training and validation, NaN when they were not measured
 */
public record EpochRecord(
    int epoch,
    double trainLoss,
    OptionalDouble validationLoss,
    double samplesPerSecond,
    double seconds) {

  /**
   * What early stopping and the choice of the best epoch look at: the validation loss, or without
   * one the training loss.
   */
  public double monitored() {
    return validationLoss.orElse(trainLoss);
  }
}
