package dev.hourglass.tasks.variational;

import static dev.hourglass.engine.Tensors.randomNormal;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import dev.hourglass.tasks.baseline.Rows;
import dev.hourglass.tasks.training.Descent;
import dev.hourglass.tasks.training.NamedWeights;
import dev.hourglass.tasks.training.RowDescent;
import dev.hourglass.tasks.training.RowPrograms;
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
  private final float[] weights;
  private final RowPrograms programs;

  private VariationalAutoencoder(
      VariationalOptions options, VariationalNetwork network, float[] weights) {
    this.options = options;
    this.network = network;
    this.weights = weights;
    ReconstructionProbability score =
        new ReconstructionProbability(network, options.draws(), options.seed());
    this.programs =
        new RowPrograms(
            network.layout(), weights, network.columns(), options.threads(), 2, score::of);
  }

  /**
   * Trains on rows.
   *
   * @param rows [N, D] of mean 0 and variance 1 by column
   */
  public static VariationalAutoencoder train(NDArray rows, VariationalOptions options) {
    VariationalNetwork network = network(options, Rows.requireFit(NAME, rows).shape().dim(1));
    Descent.Pace pace =
        new Descent.Pace(
            options.learningRate(), options.steps(), options.seed(), options.threads());
    try (RowDescent descent =
        new RowDescent(
            network.layout(),
            rows,
            options.batchSize(),
            batch -> network.loss(batch, randomNormal(0, batch.dim(0), network.code())),
            pace)) {
      return new VariationalAutoencoder(
          options, network, descent.run(VariationalAutoencoder::lost));
    }
  }

  private static IllegalStateException lost(float loss, long step) {
    return new IllegalStateException(
        "the evidence lower bound became %s at step %d: lower the learning rate"
            .formatted(-loss, step));
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
    return new VariationalAutoencoder(
        options, network, NamedWeights.flat(NAME, network.layout(), weights));
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
    return NamedWeights.shapes(network(options, columns).layout());
  }

  /** What was learned, by name: copies. */
  public Map<String, NDArray> weights() {
    return network.layout().blocks(weights);
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
    return RowPrograms.wide(programs.run(requireColumns(rows)).get(0));
  }

  /**
   * What the rows should be, by the mean of their codes.
   *
   * @param rows [N, D]
   * @return [N, D]
   */
  public NDArray expected(NDArray rows) {
    return programs.run(requireColumns(rows)).get(1);
  }

  private NDArray requireColumns(NDArray rows) {
    return Rows.requireColumns(NAME, rows, network.columns());
  }
}
