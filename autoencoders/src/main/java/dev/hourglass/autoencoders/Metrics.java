package dev.hourglass.autoencoders;

import dev.hourglass.engine.NDArray;

/**
 * How well a model reconstructs, in the scale of the model (after preprocessing), where the loss is measured too. Sums are float64.
 *
 * @param mse mean squared error over all numbers
 * @param bce mean binary cross-entropy over all numbers, the reconstruction moved into [1e-7, 1 - 1e-7]; NaN unless all data lie in
 *     [0, 1]
 * @param rows how many rows were looked at
 */
public record Metrics(double mse, double bce, long rows) {

  /** Streams the rows [N, D] through the model, 1,024 at a time. */
  public static Metrics of(Autoencoder model, NDArray rows) {
    throw new UnsupportedOperationException("not yet");
  }
}
