package dev.hourglass.autoencoders.supervised;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.ShapeException;

/**
 * Rows and what is right for each of them.
 *
 * @param rows [N, D], in the units of the data
 * @param targets [N, K], as {@link Targets.Classes#oneHot} and {@link
 *     Targets.Quantity#standardised} make them
 */
public record Labelled(NDArray rows, NDArray targets) {
  public Labelled {
    if (rows.shape().rank() != 2
        || targets.shape().rank() != 2
        || rows.shape().dim(0) != targets.shape().dim(0)) {
      throw new ShapeException(
          "rows %s and targets %s must be matrices of as many rows"
              .formatted(rows.shape(), targets.shape()));
    }
  }
}
