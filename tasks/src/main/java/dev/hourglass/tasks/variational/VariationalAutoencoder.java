package dev.hourglass.tasks.variational;

import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.tasks.baseline.Rows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained variational autoencoder of rows. May be shared by threads, which take turns.
 *
 * <p>Legend: N rows, D columns.
 */
public final class VariationalAutoencoder {
  private static final String NAME = "a variational autoencoder";

  private final VariationalOptions options;
  private final VariationalNetwork network;
  private final State state;
  private final VariationalPrograms programs;

  private VariationalAutoencoder(
      VariationalOptions options, VariationalNetwork network, float[] weights) {
    this.options = options;
    this.network = network;
    Tensor theta = network.layout().theta();
    this.state = State.of(List.of(theta));
    System.arraycopy(weights, 0, state.get(theta).data(), 0, weights.length);
    this.programs = new VariationalPrograms(network, state, options);
  }

  /**
   * Trains on rows.
   *
   * @param rows [N, D] of mean 0 and variance 1 by column
   */
  public static VariationalAutoencoder train(NDArray rows, VariationalOptions options) {
    VariationalNetwork network = network(options, Rows.requireFit(NAME, rows).shape().dim(1));
    try (VariationalTraining training = new VariationalTraining(network, options, rows)) {
      return new VariationalAutoencoder(options, network, training.run());
    }
  }

  /**
   * One that was trained before.
   *
   * @param columns D
   * @param weights as {@link #weights} gave them
   * @throws IllegalArgumentException if these are not the weights of such a network
   */
  public static VariationalAutoencoder of(
      VariationalOptions options, int columns, Map<String, NDArray> weights) {
    VariationalNetwork network = network(options, columns);
    float[] theta = new float[network.layout().size()];
    for (ParameterSpec spec : network.layout().specs()) {
      NDArray weight = weights.get(spec.name());
      if (weight == null || !weight.shape().equals(spec.shape())) {
        throw new IllegalArgumentException(
            "%s needs %s of shape %s, got %s".formatted(NAME, spec.name(), spec.shape(), weight));
      }
      int offset = network.layout().offset(spec.name());
      System.arraycopy(weight.data(), 0, theta, offset, weight.data().length);
    }
    return new VariationalAutoencoder(options, network, theta);
  }

  private static VariationalNetwork network(VariationalOptions options, int columns) {
    return new VariationalNetwork(columns, options.width(), options.code());
  }

  /**
   * The shapes of the weights, by name; allocates nothing.
   *
   * @param columns D
   */
  public static Map<String, Shape> shapes(VariationalOptions options, int columns) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    network(options, columns).layout().specs().forEach(s -> shapes.put(s.name(), s.shape()));
    return shapes;
  }

  /** What was learned, by name: copies. */
  public Map<String, NDArray> weights() {
    return network.layout().blocks(state.get(network.layout().theta()).data());
  }

  /** Shape and training. */
  public VariationalOptions options() {
    return options;
  }

  /**
   * Each column's part of the score, row after row, [N * D]: the mean over draws of the code of
   * -log p(x), less what it is for a value that is right where the decoder is as sure as it can be,
   * so that no part is below 0. A row's parts add up to its score. The draws are the same for all
   * rows, so that a score is a function of the row alone.
   *
   * @param rows [N, D]
   */
  public double[] columnParts(NDArray rows) {
    float[] parts = programs.run(requireColumns(rows)).surprise().data();
    double[] wide = new double[parts.length];
    Arrays.setAll(wide, i -> parts[i]);
    return wide;
  }

  /**
   * What the rows should be, by the mean of their codes.
   *
   * @param rows [N, D]
   * @return [N, D]
   */
  public NDArray expected(NDArray rows) {
    return programs.run(requireColumns(rows)).expected();
  }

  private NDArray requireColumns(NDArray rows) {
    return Rows.requireColumns(NAME, rows, network.columns());
  }
}
