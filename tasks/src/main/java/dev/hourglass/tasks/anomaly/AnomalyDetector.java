package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.random.Threefry;
import dev.hourglass.tasks.baseline.ColumnScale;
import dev.hourglass.tasks.baseline.Neighbours;
import dev.hourglass.tasks.baseline.Rows;
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

  /** More held-out rows would make p-values no more useful. */
  static final int MOST_HELD_OUT = 20_000;

  private final Preprocessing.Standardise scale;
  private final RowModel model;
  private final Calibration calibration;
  private final double threshold;
  private final Reference reference;
  private final int columns;

  AnomalyDetector(
      Preprocessing.Standardise scale,
      RowModel model,
      Calibration calibration,
      double threshold,
      Reference reference) {
    this.scale = scale;
    this.model = model;
    this.calibration = calibration;
    this.threshold = threshold;
    this.reference = reference;
    this.columns = reference.rows().shape().dim(1);
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
    int held = held(count, options);
    int[] trained = Arrays.copyOfRange(order, held, count);
    long[] numbers = Arrays.stream(trained).asLongStream().toArray();
    NDArray heldOut = Rows.choose(rows, Arrays.copyOf(order, held));
    NDArray train = Rows.choose(rows, trained);
    Preprocessing.Standardise scale = ColumnScale.fit(train);
    SyntheticAnomaly.Layout layout = SyntheticAnomaly.Layout.numbers(train.shape().dim(1));
    return ModelChoice.of(
            options.model(),
            () -> Validation.synthetic(heldOut, scale, layout, options.seed()),
            model -> fit(train, numbers, heldOut, scale, options.withModel(model)))
        .detector();
  }

  /** How many of so many ordinary rows calibrate and do not train. */
  static int held(int count, AnomalyOptions options) {
    return Math.clamp(Math.round(options.heldOut() * count), 1, MOST_HELD_OUT);
  }

  /**
   * Learns from rows that have been split already.
   *
   * @param train [N, D], in random order
   * @param numbers what the training rows are called, [N]
   * @param heldOut ordinary rows to calibrate on, [M, D], M at least 1
   * @param ofColumns what is done to all rows first, unless the model wants them otherwise
   */
  static AnomalyDetector fit(
      NDArray train,
      long[] numbers,
      NDArray heldOut,
      Preprocessing.Standardise ofColumns,
      AnomalyOptions options) {
    Preprocessing.Standardise scale = ModelTraining.scale(options.model(), train, ofColumns);
    NDArray scaled = scale.applied(train);
    int kept = Math.min(numbers.length, Reference.MOST);
    Reference reference =
        Reference.of(
            Rows.choose(scaled, IntStream.range(0, kept).toArray()),
            Arrays.copyOf(numbers, kept),
            options.threads());
    NDArray scaledHeldOut = scale.applied(heldOut);
    RowModel model = new ModelTraining(scaled, scaledHeldOut, scale, reference, options).run();
    double[] parts = parts(reference, model, scaledHeldOut);
    Calibration calibration = Calibration.of(sums(parts, train.shape().dim(1)));
    double threshold = options.threshold().of(calibration.heldOut());
    return new AnomalyDetector(scale, model, calibration, threshold, reference);
  }

  static int[] shuffled(int count, long seed) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int j = Threefry.below(i + 1, seed, STREAM, 0, i);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** Flags from another score on; learns nothing anew. */
  public AnomalyDetector withThreshold(Threshold other) {
    return new AnomalyDetector(
        scale, model, calibration, other.of(calibration.heldOut()), reference);
  }

  /** The score from which on a row is flagged. */
  public double threshold() {
    return threshold;
  }

  /** How strange rows [N, D] are, [N]: higher is stranger. */
  public double[] score(NDArray rows) {
    return sums(parts(reference, model, scaled(rows)), columns);
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
    Judged judged = judge(rows);
    double[] scores = judged.scores();
    double[] parts = judged.parts();
    float[] expected = judged.expected().data();
    Neighbours nearest = judged.nearest();
    List<Explanation> explanations = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      explanations.add(
          new Explanation(
              scores[i],
              pValue(scores[i]),
              isAnomaly(scores[i]),
              reasons(i, parts, scores[i], rows.data(), expected, most),
              reference.numbers()[nearest.index(i, 0)],
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

  /**
   * All that is known about rows.
   *
   * @param scores [N]
   * @param parts of the columns in the scores, [N * D]
   * @param expected what the model makes of the rows, in the units of the data, [N, D]
   * @param nearest reference rows
   */
  record Judged(double[] scores, double[] parts, NDArray expected, Neighbours nearest) {}

  Judged judge(NDArray rows) {
    NDArray scaled = scaled(rows);
    Neighbours nearest = reference.nearest(scaled, Math.max(1, model.neighbours()));
    double[] parts = model.parts(scaled, nearest);
    NDArray expected = scale.inverted(model.expected(scaled, nearest));
    return new Judged(sums(parts, columns), parts, expected, nearest);
  }

  private static double[] parts(Reference reference, RowModel model, NDArray scaled) {
    int k = model.neighbours();
    return model.parts(scaled, k == 0 ? Neighbours.NONE : reference.nearest(scaled, k));
  }

  /** The name of the model in texts and files, such as {@code denoising}. */
  public String modelId() {
    return model.id();
  }

  /** D: how many numbers a row has. */
  public int columns() {
    return columns;
  }

  Preprocessing.Standardise scale() {
    return scale;
  }

  RowModel model() {
    return model;
  }

  /** The scores of held-out rows. */
  public Calibration calibration() {
    return calibration;
  }

  Reference reference() {
    return reference;
  }

  NDArray scaled(NDArray rows) {
    return scale.applied(Rows.requireColumns(NAME, rows, columns));
  }

  /** Of each row's parts, [N]. */
  static double[] sums(double[] parts, int columns) {
    double[] sums = new double[parts.length / columns];
    for (int i = 0; i < parts.length; i++) {
      sums[i / columns] += parts[i];
    }
    return sums;
  }
}
