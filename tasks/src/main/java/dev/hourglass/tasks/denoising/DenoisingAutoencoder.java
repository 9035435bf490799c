package dev.hourglass.tasks.denoising;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.tasks.baseline.Rows;
import java.util.List;

/**
 * A trained denoiser: for every noise level, what a row would be without noise of that strength. A
 * row that the training rows do not resemble is moved far. May be shared by threads, which take
 * turns.
 *
 * <p>Legend: N rows, D columns, T noise levels.
 */
public final class DenoisingAutoencoder {
  private final DenoisingOptions options;
  private final int columns;
  private final DenoisingPrograms programs;

  private DenoisingAutoencoder(DenoisingOptions options, int columns, DenoisingPrograms programs) {
    this.options = options;
    this.columns = columns;
    this.programs = programs;
  }

  /**
   * Trains on rows.
   *
   * @param rows [N, D] of mean 0 and variance 1 by column
   */
  public static DenoisingAutoencoder train(NDArray rows, DenoisingOptions options) {
    int columns = Rows.requireFit("a denoising autoencoder", rows).shape().dim(1);
    DenoisingNetwork network = new DenoisingNetwork(columns, options.width(), options.layers());
    Tensor theta = network.layout().theta();
    State first = State.of(List.of(theta));
    network.layout().initialise(first, options.seed());
    float[] weights;
    try (DenoisingTraining training =
        new DenoisingTraining(network, options, rows, first.get(theta).data())) {
      weights = training.run(theta);
    }
    System.arraycopy(weights, 0, first.get(theta).data(), 0, weights.length);
    return new DenoisingAutoencoder(
        options, columns, new DenoisingPrograms(network, first, columns, options.threads()));
  }

  /** Shape and training. */
  public DenoisingOptions options() {
    return options;
  }

  /**
   * Rows without the noise that a level stands for.
   *
   * @param rows [N, D]
   * @param level 0 to T - 1
   * @return [N, D]
   */
  public NDArray denoise(NDArray rows, int level) {
    Rows.requireColumns("a denoising autoencoder", rows, columns);
    NoiseSchedule noise = options.noise();
    return programs.denoise(rows, (float) noise.deviation(level), noise.embedding(level));
  }
}
