package dev.hourglass.tasks.denoising;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.tasks.baseline.Rows;
import dev.hourglass.tasks.training.NamedWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
  private final DenoisingNetwork network;
  private final State state;
  private final DenoisingPrograms programs;
  private final float[] deviations; // of all levels, [T]
  private final float[] embeddings; // of all levels, [T * EMBEDDING]

  private DenoisingAutoencoder(
      DenoisingOptions options, int columns, DenoisingNetwork network, State state) {
    this.options = options;
    this.columns = columns;
    this.network = network;
    this.state = state;
    this.programs = new DenoisingPrograms(network, state, columns, options.threads());
    this.deviations = options.noise().deviations();
    this.embeddings = options.noise().embeddings();
  }

  /**
   * Trains on rows.
   *
   * @param rows [N, D] of mean 0 and variance 1 by column
   */
  public static DenoisingAutoencoder train(NDArray rows, DenoisingOptions options) {
    int columns = Rows.requireFit("a denoising autoencoder", rows).shape().dim(1);
    DenoisingNetwork network = network(options, columns);
    Tensor theta = network.layout().theta();
    State trained = State.of(List.of(theta));
    try (DenoisingTraining training = new DenoisingTraining(network, options, rows)) {
      float[] weights = training.run();
      System.arraycopy(weights, 0, trained.get(theta).data(), 0, weights.length);
    }
    return new DenoisingAutoencoder(options, columns, network, trained);
  }

  /**
   * One that was trained before.
   *
   * @param columns D
   * @param weights as {@link #weights} gave them
   * @throws IllegalArgumentException if these are not the weights of such a network
   */
  public static DenoisingAutoencoder of(
      DenoisingOptions options, int columns, Map<String, NDArray> weights) {
    DenoisingNetwork network = network(options, columns);
    State state = State.of(List.of(network.layout().theta()));
    float[] flat = NamedWeights.flat("a denoising autoencoder", network.layout(), weights);
    System.arraycopy(flat, 0, state.get(network.layout().theta()).data(), 0, flat.length);
    return new DenoisingAutoencoder(options, columns, network, state);
  }

  /**
   * The shapes of the weights, by name; allocates nothing.
   *
   * @param columns D
   * @throws IllegalArgumentException if there would be more than 2^31 - 1 weights
   */
  public static Map<String, Shape> shapes(DenoisingOptions options, int columns) {
    return NamedWeights.shapes(network(options, columns).layout());
  }

  private static DenoisingNetwork network(DenoisingOptions options, int columns) {
    return new DenoisingNetwork(columns, options.width(), options.layers());
  }

  /** What was learned, by name: copies. */
  public Map<String, NDArray> weights() {
    return network.layout().blocks(state.get(network.layout().theta()).data());
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
    int[] levels = new int[rows.shape().dim(0)];
    Arrays.fill(levels, level);
    return denoise(rows, levels);
  }

  /**
   * Rows without the noise that the level of each stands for.
   *
   * @param rows [N, D]
   * @param levels 0 to T - 1, [N]
   * @return [N, D]
   */
  NDArray denoise(NDArray rows, int[] levels) {
    Rows.requireColumns("a denoising autoencoder", rows, columns);
    int e = NoiseSchedule.EMBEDDING;
    float[] ofRows = new float[levels.length];
    float[] embeddings = new float[levels.length * e];
    for (int i = 0; i < levels.length; i++) {
      ofRows[i] = deviations[levels[i]];
      System.arraycopy(this.embeddings, levels[i] * e, embeddings, i * e, e);
    }
    return programs.denoise(rows, ofRows, embeddings);
  }
}
