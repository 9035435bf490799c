package dev.hourglass.tasks.mixed;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import dev.hourglass.tasks.baseline.Rows;
import dev.hourglass.tasks.training.Descent;
import dev.hourglass.tasks.training.NamedWeights;
import dev.hourglass.tasks.training.RowDescent;
import dev.hourglass.tasks.training.RowPrograms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained autoencoder of mixed rows. May be shared by threads, which take turns.
 *
 * <p>Legend: N rows, D numbers of a row.
 */
public final class MixedAutoencoder {
  private static final String NAME = "an autoencoder of mixed rows";
  private static final String MEAN = "units.mean";
  private static final String DEVIATION = "units.deviation";

  private final MixedOptions options;
  private final MixedNetwork network;
  private final Preprocessing.Standardise scale;
  private final float[] weights;
  private final CountHeads counts;
  private final RowPrograms programs;

  private MixedAutoencoder(
      MixedOptions options,
      MixedNetwork network,
      Preprocessing.Standardise scale,
      float[] weights) {
    this.options = options;
    this.network = network;
    this.scale = scale;
    this.weights = weights;
    MixedLikelihood likelihood = new MixedLikelihood(network, scale);
    this.counts = likelihood.counts();
    this.programs =
        new RowPrograms(
            network.layout(),
            weights,
            network.rows().width(),
            options.threads(),
            counts.isEmpty() ? 2 : 3,
            likelihood::score);
  }

  /**
   * Trains on rows.
   *
   * @param rows [N, D], scaled to about mean 0 and variance 1
   * @param layout what their numbers are
   * @param scale what was done to them, so that flags and categories can be told again
   */
  public static MixedAutoencoder train(
      NDArray rows, MixedLayout layout, Preprocessing.Standardise scale, MixedOptions options) {
    Rows.requireColumns(NAME, Rows.requireFit(NAME, rows), layout.width());
    MixedNetwork network = new MixedNetwork(layout, options);
    MixedLikelihood likelihood = new MixedLikelihood(network, scale);
    Descent.Pace pace =
        new Descent.Pace(
            options.learningRate(), options.steps(), options.seed(), options.threads());
    try (RowDescent descent =
        new RowDescent(
            network.layout(),
            rows,
            options.batchSize(),
            batch -> likelihood.loss(batch, options.hidden()),
            pace)) {
      int biases = network.layout().offset(MixedNetwork.BIASES);
      likelihood.counts().start(descent.weights(), biases, rows);
      return new MixedAutoencoder(options, network, scale, descent.run(MixedAutoencoder::lost));
    }
  }

  private static IllegalStateException lost(float loss, long step) {
    return new IllegalStateException(
        "the likelihood became %s at step %d: lower the learning rate".formatted(-loss, step));
  }

  /**
   * One that was trained before.
   *
   * @param weights as {@link #weights} gave them
   * @throws IllegalArgumentException if these are not the weights of such a network
   */
  public static MixedAutoencoder of(
      MixedOptions options, MixedLayout layout, Map<String, NDArray> weights) {
    MixedNetwork network = new MixedNetwork(layout, options);
    return new MixedAutoencoder(
        options,
        network,
        new Preprocessing.Standardise(
            unit(MEAN, layout, weights), unit(DEVIATION, layout, weights)),
        NamedWeights.flat(NAME, network.layout(), weights));
  }

  private static float[] unit(String name, MixedLayout layout, Map<String, NDArray> weights) {
    NDArray unit = weights.get(name);
    if (unit == null || !unit.shape().equals(Shape.of(layout.width()))) {
      throw new IllegalArgumentException(
          "%s needs %s of %d numbers, got %s".formatted(NAME, name, layout.width(), unit));
    }
    return unit.data().clone();
  }

  /** The shapes of the weights, by name; allocates none. */
  public static Map<String, Shape> shapes(MixedOptions options, MixedLayout layout) {
    Map<String, Shape> shapes =
        new LinkedHashMap<>(NamedWeights.shapes(new MixedNetwork(layout, options).layout()));
    shapes.put(MEAN, Shape.of(layout.width()));
    shapes.put(DEVIATION, Shape.of(layout.width()));
    return shapes;
  }

  /** What was learned, and the scale of the rows, by name: copies. */
  public Map<String, NDArray> weights() {
    Map<String, NDArray> all = new LinkedHashMap<>(network.layout().blocks(weights));
    int width = layout().width();
    all.put(MEAN, NDArray.of(scale.mean().clone(), width));
    all.put(DEVIATION, NDArray.of(scale.deviation().clone(), width));
    return all;
  }

  /** Shape and training. */
  public MixedOptions options() {
    return options;
  }

  /** What the numbers of a row are. */
  public MixedLayout layout() {
    return network.rows();
  }

  /**
   * Each number's part of the score, row after row, [N * D], none below 0: the negative logarithm
   * of its likelihood, for numbers less what it is for the right one. Missing values have 0, and so
   * have the slots of all categories but the one that is there. A number below 0 where a count
   * should be counts as 0, and up to 20 more.
   *
   * @param rows [N, D], scaled as in training
   */
  public double[] columnParts(NDArray rows) {
    List<NDArray> said = run(rows);
    double[] parts = RowPrograms.wide(said.get(0));
    if (!counts.isEmpty()) {
      int sizes = network.layout().offset(MixedNetwork.VARIANCES);
      counts.addSurprises(parts, rows, said.get(2), weights, sizes);
    }
    return parts;
  }

  /**
   * What the rows should be: for flags and slots their probability, for an index the likeliest, for
   * a count the mean.
   *
   * @param rows [N, D], scaled as in training
   * @return [N, D], scaled likewise
   */
  public NDArray expected(NDArray rows) {
    return run(rows).get(1);
  }

  private List<NDArray> run(NDArray rows) {
    return programs.run(Rows.requireColumns(NAME, rows, layout().width()));
  }
}
