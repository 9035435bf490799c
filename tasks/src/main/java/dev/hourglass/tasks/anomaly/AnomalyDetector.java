package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.train.Trainer;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.random.Threefry;
import dev.hourglass.tasks.baseline.ColumnScale;
import dev.hourglass.tasks.baseline.NeighbourSearch;
import dev.hourglass.tasks.baseline.Neighbours;
import dev.hourglass.tasks.baseline.Rows;
import dev.hourglass.tasks.denoising.DenoisingAutoencoder;
import dev.hourglass.tasks.denoising.DenoisingOptions;
import dev.hourglass.tasks.denoising.DenoisingScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds strange rows and says why they are. See the package for the terms.
 *
 * <p>Legend: N rows, D columns.
 */
public final class AnomalyDetector {
  private static final String NAME = "the anomaly detector";
  private static final int FEWEST_ROWS = 10;
  private static final int STREAM = (1 << 24) + 64;

  private final Preprocessing scale;
  private final RowModel model;
  private final Calibration calibration;
  private final double threshold;
  private final int[] trained; // numbers of the rows that trained
  private final NeighbourSearch neighbours; // among those, standardised
  private final int columns;

  private AnomalyDetector(
      Preprocessing scale,
      RowModel model,
      Calibration calibration,
      double threshold,
      int[] trained,
      NeighbourSearch neighbours,
      int columns) {
    this.scale = scale;
    this.model = model;
    this.calibration = calibration;
    this.threshold = threshold;
    this.trained = trained;
    this.neighbours = neighbours;
    this.columns = columns;
  }

  /**
   * Learns from rows that are ordinary, or nearly all of them.
   *
   * @param rows [N, D], N at least 10, every number finite
   * @throws IllegalArgumentException if there are fewer rows
   */
  public static AnomalyDetector fit(NDArray rows, AnomalyOptions options) {
    int count = Rows.requireFit(NAME, rows).shape().dim(0);
    if (count < FEWEST_ROWS) {
      throw new IllegalArgumentException(
          "%s needs %d rows or more to learn from and to calibrate on, got %d"
              .formatted(NAME, FEWEST_ROWS, count));
    }
    int[] order = shuffled(count, options.seed());
    int held = Math.max(1, (int) Math.round(options.heldOut() * count));
    int[] trained = Arrays.copyOfRange(order, held, count);
    NDArray train = Rows.choose(rows, trained);
    Preprocessing scale = ColumnScale.fit(train);
    NDArray scaled = scale.applied(train);
    RowModel model = train(scaled, options);
    NDArray heldOut = scale.applied(Rows.choose(rows, Arrays.copyOf(order, held)));
    Calibration calibration = Calibration.of(sums(model.parts(heldOut), rows.shape().dim(1)));
    return new AnomalyDetector(
        scale,
        model,
        calibration,
        options.threshold().of(calibration.heldOut()),
        trained,
        NeighbourSearch.over(scaled, options.threads()),
        rows.shape().dim(1));
  }

  private static int[] shuffled(int count, long seed) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int j = Threefry.below(i + 1, seed, STREAM, 0, i);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  private static RowModel train(NDArray rows, AnomalyOptions options) {
    return switch (options.model()) {
      case AnomalyOptions.Model.Denoising(DenoisingOptions o) -> {
        DenoisingAutoencoder model =
            DenoisingAutoencoder.train(
                rows, o.withSeed(options.seed()).withThreads(options.threads()));
        yield new RowModel.Denoising(model, DenoisingScore.fit(model, rows));
      }
      case AnomalyOptions.Model.Dense(int width, int code, int epochs) -> {
        Autoencoder model =
            Autoencoder.dense(rows.shape().dim(1), width, code)
                .activation(Activation.RELU)
                .latentActivation(Activation.LINEAR)
                .outputActivation(Activation.LINEAR)
                .build();
        Trainer.of(model)
            .loss(Loss.MSE)
            .optimizer(Adam.of(1e-3))
            .batchSize(64)
            .epochs(epochs)
            .seed(options.seed())
            .threads(options.threads())
            .fit(rows);
        model.threads(options.threads());
        yield new RowModel.Plain(model);
      }
    };
  }

  /** Flags from another score on; learns nothing anew. */
  public AnomalyDetector withThreshold(Threshold other) {
    return new AnomalyDetector(
        scale, model, calibration, other.of(calibration.heldOut()), trained, neighbours, columns);
  }

  /** The score from which on a row is flagged. */
  public double threshold() {
    return threshold;
  }

  /** How strange rows [N, D] are, [N]: higher is stranger. */
  public double[] score(NDArray rows) {
    return sums(model.parts(scaled(rows)), columns);
  }

  /** The chance that an ordinary row scores as high, in (0, 1]. */
  public double pValue(double score) {
    return calibration.pValue(score);
  }

  /** Whether a score reaches the threshold. */
  public boolean isAnomaly(double score) {
    return score >= threshold;
  }

  /**
   * Scores of rows and the reasons for them.
   *
   * @param rows [N, D]
   * @param most how many columns to name for each row, 0 or more
   * @return one explanation for each row
   */
  public List<Explanation> explain(NDArray rows, int most) {
    NDArray scaled = scaled(rows);
    double[] parts = model.parts(scaled);
    double[] scores = sums(parts, columns);
    float[] expected = scale.inverted(model.expected(scaled)).data();
    Neighbours nearest = neighbours.find(scaled, 1);
    List<Explanation> explanations = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      explanations.add(
          new Explanation(
              scores[i],
              pValue(scores[i]),
              isAnomaly(scores[i]),
              reasons(i, parts, scores[i], rows.data(), expected, most),
              trained[nearest.index(i, 0)],
              nearest.distance(i, 0)));
    }
    return explanations;
  }

  private List<Reason> reasons(
      int row, double[] parts, double score, float[] observed, float[] expected, int most) {
    int first = row * columns;
    return IntStream.range(0, columns)
        .boxed()
        .sorted(Comparator.comparingDouble(j -> -parts[first + j]))
        .limit(most)
        .map(j ->
            new Reason(
                j,
                score == 0 ? 0 : parts[first + j] / score,
                observed[first + j],
                expected[first + j]))
        .toList();
  }

  private NDArray scaled(NDArray rows) {
    return scale.applied(Rows.requireColumns(NAME, rows, columns));
  }

  private static double[] sums(double[] parts, int columns) {
    double[] sums = new double[parts.length / columns];
    for (int i = 0; i < parts.length; i++) {
      sums[i / columns] += parts[i];
    }
    return sums;
  }
}
