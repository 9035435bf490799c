package dev.hourglass.autoencoders;

import dev.hourglass.autoencoders.scheme.Curriculum;

/** How many rows and steps each epoch of a run has. */
final class Pacing {
  private final Curriculum curriculum;
  private final int rows;
  private final int batch;
  private final long[] stepsBefore;

  Pacing(TrainOptions options, int rows) {
    this.curriculum = options.curriculum();
    this.rows = rows;
    this.batch = Math.min(options.batchSize(), rows);
    this.stepsBefore = new long[options.epochs() + 1];
    for (int epoch = 1; epoch <= options.epochs(); epoch++) {
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
    return stepsBefore[epoch - 1] + step + 1;
  }

  long allSteps() {
    return stepsBefore[stepsBefore.length - 1];
  }

  /** Rows that are still to be learned from after this epoch. */
  long rowsAfter(int epoch) {
    long after = 0;
    for (int e = epoch + 1; e < stepsBefore.length; e++) {
      after += rows(e);
    }
    return after;
  }
}
