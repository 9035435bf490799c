package dev.hourglass.tasks.series;

import dev.hourglass.autoencoders.baseline.Pca;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.engine.Tensor;

/**
 * The graph of a model of windows: what it makes of them. What it must be good at is said by the
 * weight that each place of a window has in the loss.
 *
 * <p>Legend: B windows, L points of a window, C channels; a window is a row of L * C numbers, point
 * after point.
 */
sealed interface WindowNetwork permits DenseWindowNetwork, ReconstructionNetwork, AerNetwork {

  /**
   * A network of this shape.
   *
   * @param code numbers of the code; AER has always the same
   */
  static WindowNetwork of(WindowModel model, int length, int channels, int code) {
    return switch (model) {
      case DENSE -> new DenseWindowNetwork(length * channels, code);
      case CONV, LSTM -> ReconstructionNetwork.of(model, length, channels, code);
      case AER -> new AerNetwork(length, channels);
    };
  }

  /** Where the weights lie. */
  ParameterLayout layout();

  /** What the network makes of windows (B, L * C): (B, L * C). */
  Tensor expected(Tensor windows);

  /** What training makes small, rank 0, of windows and what the network made of them. */
  Tensor loss(Tensor expected, Tensor windows);

  /** Of Adam at the first step; it falls to 0 along a cosine. */
  default double learningRate() {
    return 2e-3;
  }

  /** The deviation of the noise that training adds to what the network sees; 0 for none. */
  double noise();

  /**
   * Improves on random first weights.
   *
   * @param theta first weights as {@link #layout} made them
   * @param pca of windows, with as many components as the code has numbers
   */
  default void start(float[] theta, Pca pca) {}

  /** The weight of the two ends of a window in its error; 0: they count as any other point. */
  default double endWeight() {
    return 0;
  }
}
