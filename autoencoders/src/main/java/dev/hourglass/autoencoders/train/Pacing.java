package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.scheme.Curriculum;

/** How many rows and steps each epoch of a run has. */
final class Pacing {
  private final Curriculum curriculum;
  private final int rows;
  private final int batch;
  private final int epochs;
  private final long[] stepsBefore; // of each epoch of the curriculum, and of the first one after

  Pacing(TrainOptions options, int rows) {
    this.curriculum = options.curriculum();
    this.rows = rows;
    this.batch = Math.min(options.batchSize(), rows);
    this.epochs = options.epochs();
    this.stepsBefore = new long[Math.min(curriculum.epochs(), epochs) + 1];
    for (int epoch = 1; epoch < stepsBefore.length; epoch++) {
      stepsBefore[epoch] = stepsBefore[epoch - 1] + steps(epoch);
    }
  }

  int batch() {
    return batch;
  }

  /** Epochs count from 1. */
  int rows(int epoch) {
    return curriculum.count(epoch, rows, batch);
  }

  int steps(int epoch) {
    return Math.ceilDiv(rows(epoch), batch);
  }

  /** Counts the steps of the run from 1. */
  long number(int epoch, int step) {
    return stepsUntil(epoch - 1) + step + 1;
  }

  long allSteps() {
    return stepsUntil(epochs);
  }

  /** Steps of so many epochs; those after the curriculum are all alike. */
  private long stepsUntil(int epoch) {
    int within = Math.min(epoch, stepsBefore.length - 1);
    return stepsBefore[within] + (long) (epoch - within) * Math.ceilDiv(rows, batch);
  }

  /** Rows that are still to be learned from after this epoch. */
  long rowsAfter(int epoch) {
    int last = Math.max(epoch, stepsBefore.length - 1);
    long after = (long) (epochs - last) * rows;
    for (int e = epoch + 1; e <= last; e++) {
      after += rows(e);
    }
    return after;
  }
}
