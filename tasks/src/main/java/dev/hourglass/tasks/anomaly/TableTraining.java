package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.data.table.ColumnGroup;
import dev.hourglass.data.table.EncodingOptions;
import dev.hourglass.data.table.Head;
import dev.hourglass.data.table.TableEncoding;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.metrics.Labelled;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a {@link TableDetector}, and its baselines on the same rows.
 *
 * @param encoding how columns become numbers; the label's is left out by itself
 * @param options of the detector; its threshold is found by {@code rule}
 * @param label which rows are anomalies; empty where nobody knows
 * @param trainOnAll whether known anomalies train too
 * @param rule how the thresholds are found
 */
public record TableTraining(
    EncodingOptions encoding,
    AnomalyOptions options,
    Optional<Label> label,
    boolean trainOnAll,
    ThresholdRule rule) {

  /**
   * What came of it.
   *
   * @param comparison on held-out rows
   * @param synthetic whether the anomalies there were {@linkplain SyntheticAnomaly made}, as none
   *     was known
   */
  public record Result(TableDetector detector, Comparison comparison, boolean synthetic) {
    /** The comparison, where it is with known anomalies. */
    public Optional<Comparison> known() {
      return synthetic ? Optional.empty() : Optional.of(comparison);
    }
  }

  /**
   * Trains.
   *
   * @param missing what stood for a missing value when the table was read
   * @throws IllegalArgumentException if there are too few rows, or no column can be an input
   */
  public Result fit(TableSource source, List<String> missing) {
    BitSet anomalies = label.map(l -> l.anomalies(source)).orElseGet(BitSet::new);
    int rows = Math.toIntExact(source.rows());
    TableSplit all = TableSplit.of(rows, anomalies, trainOnAll, options);
    BitSet training = new BitSet();
    Arrays.stream(all.train()).forEach(training::set);
    TableEncoding encoding =
        TableEncoding.fit(source, inputs(), place -> training.get((int) place));
    TableSplit split = all.within(encoding.width());
    EncodedRows train = EncodedRows.read(source, encoding, split.train());
    NDArray heldOut = EncodedRows.read(source, encoding, split.heldOut()).values();
    Preprocessing.Standardise scale = TableScale.fit(encoding, train.values());
    Validation validation = validation(split, encoding, heldOut, scale);
    NDArray ordinary = split.ordinaryOf(heldOut);
    ModelChoice choice =
        ModelChoice.of(
            options.model(),
            () -> validation,
            model ->
                AnomalyDetector.fit(
                    train.values(),
                    train.numbers(),
                    ordinary,
                    scale,
                    options.withModel(ColumnHeads.told(model, encoding, train.values()))));
    return result(source, missing, split, encoding, choice, validation);
  }

  /** Known anomalies where there are any, else made ones. */
  private Validation validation(
      TableSplit split, TableEncoding encoding, NDArray heldOut, Preprocessing.Standardise scale) {
    return split.anomalies().length > 0
        ? new Validation(heldOut, split.anomalous(), false)
        : Validation.synthetic(heldOut, scale, layout(encoding), options.seed());
  }

  private static SyntheticAnomaly.Layout layout(TableEncoding encoding) {
    int[] column = new int[encoding.width()];
    boolean[] numeric = new boolean[column.length];
    for (ColumnGroup group : encoding.groups()) {
      boolean number = group.head() == Head.GAUSSIAN || group.head() == Head.COUNT;
      for (int j = group.offset(); j < group.offset() + group.width(); j++) {
        column[j] = encoding.schema().indexOf(group.column());
        numeric[j] = number;
      }
    }
    return new SyntheticAnomaly.Layout(column, numeric);
  }

  private EncodingOptions inputs() {
    return label.map(l -> encoding.without(l.column())).orElse(encoding);
  }

  private Result result(
      TableSource source,
      List<String> missing,
      TableSplit split,
      TableEncoding encoding,
      ModelChoice choice,
      Validation validation) {
    AnomalyDetector detector = choice.detector();
    double[] scores = detector.score(validation.rows());
    Map<String, double[]> baselines =
        Baselines.fit(detector, options.seed(), options.threads())
            .scores(detector.scaled(validation.rows()));
    double threshold = threshold(split, scores);
    Map<String, Double> thresholds = new LinkedHashMap<>();
    baselines.forEach((id, s) -> thresholds.put(id, threshold(split, s)));
    Training training =
        new Training(
            source.name(),
            source.rows(),
            split.train().length,
            split.ordinary().length,
            split.anomalies().length,
            options.seed(),
            rule.text(),
            thresholds,
            choice.auroc());
    TableDetector trained =
        new TableDetector(
            encoding,
            detector.withThreshold(Threshold.fixed(threshold)),
            missing,
            label,
            training,
            SummaryFit.of(source, encoding, split.train()));
    return new Result(
        trained,
        Comparison.of(validation.anomalous(), scores, threshold, baselines, thresholds),
        validation.synthetic());
  }

  private double threshold(TableSplit split, double[] scores) {
    Optional<Labelled> labelled =
        split.anomalies().length == 0
            ? Optional.empty()
            : Optional.of(new Labelled(scores, split.anomalous()));
    return rule.of(Arrays.copyOf(scores, split.ordinary().length), labelled);
  }
}
