package dev.hourglass.tasks.series;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.data.series.Series;
import dev.hourglass.data.series.SeriesOptions;
import dev.hourglass.data.series.SeriesTable;
import dev.hourglass.data.series.WindowLength;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.anomaly.Calibration;
import dev.hourglass.tasks.anomaly.Label;
import dev.hourglass.tasks.anomaly.ThresholdRule;
import dev.hourglass.tasks.baseline.ColumnScale;
import dev.hourglass.tasks.baseline.Rows;
import dev.hourglass.tasks.metrics.Labelled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Trains a {@link SeriesDetector}, and its baselines on the same windows.
 *
 * @param series which columns are times, values and keys
 * @param options of the model
 * @param label which points are anomalies, that neither train nor calibrate; empty where nobody
 *     knows
 * @param rule how thresholds are found; empty for {@link Spans}
 */
public record SeriesTraining(
    SeriesOptions series,
    SeriesTrainingOptions options,
    Optional<Label> label,
    Optional<ThresholdRule> rule) {
  private static final int MOST_REFERENCE = 2000;
  private static final int MOST_NUMBERS = 512;
  private static final int MOST_CODE = 256;
  private static final int SHORTEST_CHOSEN = 8;

  /** Of one channel; Orion takes as many of any series. */
  private static final int SHORTEST_OF_ONE = 100;

  private static final int FEWEST_WINDOWS = 10;

  /**
   * Trains.
   *
   * @param missing what stood for a missing value when the table was read
   * @throws IllegalArgumentException if there are too few points, or the series cannot be made even
   */
  public SeriesDetector fit(TableSource source, List<String> missing) {
    SeriesTable table = SeriesTable.of(source, series);
    BitSet anomalies = label.map(l -> l.anomalies(source)).orElseGet(BitSet::new);
    SeriesColumns columns = SeriesColumns.of(source, table, series.keys(), missing);
    return fit(table, columns, anomalies, source.name());
  }

  /**
   * Trains on series that are there already, of which no point is known to be an anomaly.
   *
   * @param data what they are called
   * @throws IllegalArgumentException as the other
   */
  public SeriesDetector fit(SeriesTable table, String data) {
    return fit(table, SeriesColumns.of(table), new BitSet(), data);
  }

  private SeriesDetector fit(
      SeriesTable table, SeriesColumns columns, BitSet anomalies, String data) {
    List<EvenSeries> all = new ArrayList<>();
    for (Series s : table.series()) {
      all.add(EvenSeries.of(s, table.time()));
    }
    int length = window(all);
    List<boolean[]> excluded = all.stream().map(e -> e.marked(anomalies)).toList();
    int[] lengths = all.stream().mapToInt(e -> e.even().length()).toArray();
    SeriesSplit split =
        SeriesSplit.of(lengths, excluded, length, options.heldOut(), options.seed());
    NDArray points = joined(all);
    Preprocessing.Standardise scale = ColumnScale.fit(trained(points, split, length));
    NDArray scaled = scale.applied(points);
    NDArray reference = reference(scaled, split.starts(), length);
    PcaReconstruction pca = PcaReconstruction.fit(reference, MOST_CODE);
    int code = pca.pca().components();
    TrainedNetwork network = train(scaled, split.starts(), length, code, pca);
    double[] usual = usual(all, split, SeriesScorer.plain(scale, length, network));
    double[] weights = SeriesScorer.weights(usual);
    SeriesScorer errors = new SeriesScorer(scale, length, network, weights, Optional.empty());
    SeriesScorer scorer = withDistance(errors, reference, all, split);
    Held held = held(all, split, excluded, scorer);
    double threshold = held.threshold(rule);
    Map<String, Double> thresholds = new LinkedHashMap<>();
    if (rule.isPresent()) {
      new SeriesBaselines(scale, length, reference, options.threads())
          .scorers()
          .forEach((id, s) -> thresholds.put(id, held(all, split, excluded, s).threshold(rule)));
    }
    Flagging flagging =
        rule.<Flagging>map(r -> new Flagging.Above(threshold, r.text()))
            .orElseGet(() -> new Flagging.InSpans(Spans.DEFAULTS));
    SeriesRecord record =
        new SeriesRecord(
            data,
            table.rows(),
            table.series().size(),
            all.stream().mapToDouble(e -> e.even().steps().median()).max().orElse(0),
            table.dates(),
            split.starts().length,
            held.ordinary().length,
            options.steps(),
            options.seed(),
            thresholds);
    SeriesSummary summary = SeriesSummary.of(table, anomalies, held.runs(), length);
    return new SeriesDetector(
        columns,
        options.model(),
        code,
        scorer,
        network,
        reference,
        Calibration.of(held.ordinary()),
        flagging,
        label,
        record,
        Optional.of(summary));
  }

  /**
   * One channel is scored by distances too: on series made by formulas that finds more of them.
   * With many channels it finds fewer, as distances drown in what is noise.
   */
  private SeriesScorer withDistance(
      SeriesScorer errors, NDArray reference, List<EvenSeries> all, SeriesSplit split) {
    if (errors.weights().length > 1) {
      return errors;
    }
    NearestReconstruction nearest =
        NearestReconstruction.fit(reference, SeriesBaselines.NEIGHBOURS, options.threads());
    SeriesScorer distances = SeriesScorer.plain(errors.scale(), errors.length(), nearest);
    double error = mean(all, split, errors);
    double distance = mean(all, split, distances);
    PointScores.Usual usual =
        new PointScores.Usual(error > 0 ? error : 1, distance > 0 ? distance : 1);
    return errors.with(new SeriesScorer.Distance(nearest, usual));
  }

  private static double mean(List<EvenSeries> all, SeriesSplit split, SeriesScorer scorer) {
    List<boolean[]> none = all.stream().map(e -> new boolean[e.even().length()]).toList();
    return Arrays.stream(held(all, split, none, scorer).ordinary()).average().orElse(0);
  }

  /**
   * The length that is told, or the period where windows stay small enough. A single channel says
   * little in a short window, so there it is 100 points or more where the series has ten times as
   * many.
   */
  private int window(List<EvenSeries> all) {
    List<Series> even = all.stream().map(EvenSeries::even).toList();
    int most = even.stream().mapToInt(Series::length).max().orElse(0);
    int channels = even.getFirst().channels();
    int length = options.window();
    if (length == 0) {
      int affordable = Math.max(SHORTEST_CHOSEN, MOST_NUMBERS / channels);
      int least =
          channels == 1
              ? Math.clamp(most / FEWEST_WINDOWS, SHORTEST_CHOSEN, SHORTEST_OF_ONE)
              : SHORTEST_CHOSEN;
      length = Math.clamp(WindowLength.of(even), least, affordable);
    }
    if (most < 2 * length) {
      throw new IllegalArgumentException(
          "windows of %d points need a series of %d rows or more to learn from and to calibrate on, the longest has %,d; take shorter windows (--window N), or more rows"
              .formatted(length, 2 * length, most));
    }
    return length;
  }

  private static NDArray joined(List<EvenSeries> all) {
    int channels = all.getFirst().even().channels();
    int total = all.stream().mapToInt(e -> e.even().length()).sum();
    float[] values = new float[Math.multiplyExact(total, channels)];
    int at = 0;
    for (EvenSeries e : all) {
      float[] from = e.even().values().data();
      System.arraycopy(from, 0, values, at, from.length);
      at += from.length;
    }
    return NDArray.of(values, total, channels);
  }

  /** The points that lie in a training window. */
  private static NDArray trained(NDArray points, SeriesSplit split, int length) {
    BitSet inside = new BitSet();
    for (int start : split.starts()) {
      inside.set(start, start + length);
    }
    return Rows.choose(points, inside.stream().toArray());
  }

  /** Evenly spread training windows. */
  private static NDArray reference(NDArray scaled, int[] starts, int length) {
    int channels = scaled.shape().dim(1);
    int count = Math.min(starts.length, MOST_REFERENCE);
    int width = length * channels;
    float[] rows = new float[Math.multiplyExact(count, width)];
    for (int i = 0; i < count; i++) {
      int start = starts[(int) ((long) i * starts.length / count)];
      System.arraycopy(scaled.data(), start * channels, rows, i * width, width);
    }
    if (count < 2) {
      throw new IllegalArgumentException(
          "only one window of %d points is left to learn from; take shorter windows (--window N), or more rows"
              .formatted(length));
    }
    return NDArray.of(rows, count, width);
  }

  private TrainedNetwork train(
      NDArray scaled, int[] starts, int length, int code, PcaReconstruction pca) {
    WindowNetwork network = WindowNetwork.of(options.model(), length, scaled.shape().dim(1), code);
    try (WindowTraining training =
        new WindowTraining(network, scaled, starts, length, pca.pca(), options)) {
      return new TrainedNetwork(network, training.run(), options.threads());
    }
  }

  /** Mean error of each channel on held-out points. */
  private static double[] usual(List<EvenSeries> all, SeriesSplit split, SeriesScorer plain) {
    int channels = plain.weights().length;
    double[] sums = new double[channels];
    long count = 0;
    for (int s = 0; s < all.size(); s++) {
      boolean[] held = split.heldOut().get(s);
      if (held.length < plain.length()) {
        continue;
      }
      double[] parts = plain.of(all.get(s).even().values()).parts();
      for (int t = 0; t < held.length; t++) {
        for (int c = 0; c < channels && held[t]; c++) {
          sums[c] += parts[t * channels + c] * channels;
        }
        count += held[t] ? 1 : 0;
      }
    }
    long points = Math.max(1, count);
    return Arrays.stream(sums).map(x -> x / points).toArray();
  }

  /**
   * Scores that find thresholds.
   *
   * @param runs of held-out points, each in order of time
   * @param anomalies of points known to be anomalies
   */
  private record Held(List<double[]> runs, double[] anomalies) {
    /** Of held-out points. */
    double[] ordinary() {
      return runs.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    double threshold(Optional<ThresholdRule> rule) {
      if (rule.isEmpty()) {
        return 0;
      }
      if (anomalies.length == 0) {
        return rule.get().of(ordinary(), Optional.empty());
      }
      double[] ordinary = ordinary();
      double[] scores =
          DoubleStream.concat(Arrays.stream(ordinary), Arrays.stream(anomalies)).toArray();
      boolean[] anomalous = new boolean[scores.length];
      Arrays.fill(anomalous, ordinary.length, scores.length, true);
      return rule.get().of(ordinary, Optional.of(new Labelled(scores, anomalous)));
    }
  }

  private static Held held(
      List<EvenSeries> all, SeriesSplit split, List<boolean[]> excluded, SeriesScorer scorer) {
    List<double[]> runs = new ArrayList<>();
    DoubleStream.Builder anomalies = DoubleStream.builder();
    for (int s = 0; s < all.size(); s++) {
      boolean[] held = split.heldOut().get(s);
      boolean[] anomalous = excluded.get(s);
      if (held.length < scorer.length()) {
        continue;
      }
      double[] scores = scorer.of(all.get(s).even().values()).scores();
      runs.addAll(SeriesSummary.runs(scores, held));
      IntStream.range(0, held.length)
          .filter(t -> anomalous[t])
          .forEach(t -> anomalies.add(scores[t]));
    }
    return new Held(runs, anomalies.build().toArray());
  }
}
