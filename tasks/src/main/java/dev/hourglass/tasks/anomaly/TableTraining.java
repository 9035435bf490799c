package dev.hourglass.tasks.anomaly;

import dev.hourglass.data.table.EncodingOptions;
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
   * @param comparison on held-out rows; empty where no anomaly is known
   */
  public record Result(TableDetector detector, Optional<Comparison> comparison) {}

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
    AnomalyDetector detector =
        AnomalyDetector.fit(
            train.values(),
            train.numbers(),
            split.ordinaryOf(heldOut),
            TableScale.fit(encoding, train.values()),
            options);
    return result(source, missing, split, encoding, detector, heldOut);
  }

  private EncodingOptions inputs() {
    return label.map(l -> encoding.without(l.column())).orElse(encoding);
  }

  private Result result(
      TableSource source,
      List<String> missing,
      TableSplit split,
      TableEncoding encoding,
      AnomalyDetector detector,
      NDArray heldOut) {
    double[] scores = detector.score(heldOut);
    Map<String, double[]> baselines =
        Baselines.fit(detector, options.seed(), options.threads()).scores(detector.scaled(heldOut));
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
            thresholds);
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
        split.anomalies().length == 0
            ? Optional.empty()
            : Optional.of(
                Comparison.of(split.anomalous(), scores, threshold, baselines, thresholds)));
  }

  private double threshold(TableSplit split, double[] scores) {
    Optional<Labelled> labelled =
        split.anomalies().length == 0
            ? Optional.empty()
            : Optional.of(new Labelled(scores, split.anomalous()));
    return rule.of(Arrays.copyOf(scores, split.ordinary().length), labelled);
  }
}
