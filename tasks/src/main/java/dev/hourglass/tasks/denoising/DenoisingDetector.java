package dev.hourglass.tasks.denoising;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.Detector;

/**
 * A {@link DenoisingAutoencoder} as a detector.
 *
 * @param options shape and training
 */
public record DenoisingDetector(DenoisingOptions options) implements Detector {
  /** What the name of this detector is everywhere. */
  public static final String ID = "denoising-autoencoder";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Fitted fit(NDArray rows) {
    return DenoisingScore.fit(DenoisingAutoencoder.train(rows, options), rows)::scores;
  }
}
