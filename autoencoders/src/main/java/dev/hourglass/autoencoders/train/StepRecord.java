package dev.hourglass.autoencoders.train;

/**
 * How far training has come.
 *
 * @param epoch 1, 2, ...
 * @param epochs how many there will be at most
 * @param step within the epoch, 1, 2, ...
 * @param steps of an epoch
 * @param meanLoss mean over the rows of this epoch so far
 * @param samplesPerSecond rows per second in this epoch so far
 * @param secondsLeft until the last epoch, at this speed
 */
public record StepRecord(
    int epoch,
    int epochs,
    int step,
    int steps,
    double meanLoss,
    double samplesPerSecond,
    double secondsLeft) {}
