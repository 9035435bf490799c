package dev.hourglass.autoencoders.train;

import dev.hourglass.engine.NDArray;

/**
 * Rows in the scale of the model, and what it should make of each of them.
 *
 * @param inputs [N, D]
 * @param targets [N, K]; for an autoencoder the same array as {@code inputs}
 */
record Examples(NDArray inputs, NDArray targets) {

  /** Rows that are to be reconstructed. */
  static Examples toReconstruct(NDArray rows) {
    return new Examples(rows, rows);
  }

  boolean areToBeReconstructed() {
    return inputs == targets;
  }

  int count() {
    return inputs.shape().dim(0);
  }
}
