package dev.hourglass.tasks.series;

import dev.hourglass.data.series.Series;
import dev.hourglass.data.series.SeriesTable;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.anomaly.Calibration;
import dev.hourglass.tasks.anomaly.DriftTally;
import dev.hourglass.tasks.anomaly.Label;
import dev.hourglass.tasks.anomaly.Threshold;
import dev.hourglass.tasks.anomaly.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds strange points of time series: a window slides over each, a network says what it should
 * look like, and a point's score is the mean squared error of the windows in which it lies, each
 * channel's over its usual error. May be shared by threads.
 *
 * <p>Legend: T points of a series, C channels.
 */
public final class SeriesDetector {
  private static final double STREAM_FALSE_ALARMS = 0.01;

  private final SeriesColumns columns;
  private final WindowModel kind;
  private final int code;
  private final SeriesScorer scorer;
  private final TrainedNetwork network;
  private final NDArray reference;
  private final Calibration calibration;
  private final Flagging flagging;
  private final Optional<Label> label;
  private final SeriesRecord training;
  private final Optional<SeriesSummary> summary;

  SeriesDetector(
      SeriesColumns columns,
      WindowModel kind,
      int code,
      SeriesScorer scorer,
      TrainedNetwork network,
      NDArray reference,
      Calibration calibration,
      Flagging flagging,
      Optional<Label> label,
      SeriesRecord training,
      Optional<SeriesSummary> summary) {
    this.columns = columns;
    this.kind = kind;
    this.code = code;
    this.scorer = scorer;
    this.network = network;
    this.reference = reference;
    this.calibration = calibration;
    this.flagging = flagging;
    this.label = label;
    this.training = training;
    this.summary = summary;
  }

  /**
   * Reads a file that {@link #save} wrote, after checking everything.
   *
   * @param threads to score with; no result depends on it
   * @throws dev.hourglass.autoencoders.file.ModelFileException if it cannot be read or is no whole
   *     and sound detector of series
   */
  public static SeriesDetector load(Path file, int threads) {
    return SeriesFile.read(file, threads);
  }

  /** Whether a file says that it holds such a detector; false for files that cannot be read. */
  public static boolean isOne(Path file) {
    return SeriesFile.isOne(file);
  }

  /**
   * Writes one safetensors file, whole or not at all; the same detector gives the same bytes.
   *
   * @throws dev.hourglass.autoencoders.file.ModelFileException if it cannot be written there
   */
  public void save(Path file) {
    SeriesFile.write(file, this);
  }

  /** Which columns it reads. */
  public SeriesColumns columns() {
    return columns;
  }

  /** Which network it has. */
  public WindowModel model() {
    return kind;
  }

  /** Numbers of the code. */
  public int code() {
    return code;
  }

  /** How many numbers the network learned. */
  public long parameters() {
    return network.parameters();
  }

  /** Points of a window. */
  public int window() {
    return scorer.length();
  }

  /** How points are flagged. */
  public Flagging flagging() {
    return flagging;
  }

  /** What said which points are anomalies in training; empty where nothing did. */
  public Optional<Label> label() {
    return label;
  }

  /** How it came to be. */
  public SeriesRecord training() {
    return training;
  }

  Optional<SeriesSummary> summary() {
    return summary;
  }

  /**
   * Counts points to come, whose values come as columns in the order of {@link
   * SeriesColumns#values}; knows nothing where the file is from before summaries were kept.
   */
  public DriftTally tally() {
    return summary
        .map(s -> s.tally(calibration))
        .orElseGet(() -> DriftTally.of(List.of(), Optional.empty()));
  }

  /**
   * How the points of a table differ from those of the training.
   *
   * @param verdicts on its rows
   */
  public DriftTally drift(SeriesTable table, List<SeriesVerdict> verdicts) {
    DriftTally tally = tally();
    double[] scores = verdicts.stream().mapToDouble(SeriesVerdict::score).toArray();
    tally.add(SeriesSummary.cells(table), scores);
    return tally;
  }

  SeriesScorer scorer() {
    return scorer;
  }

  TrainedNetwork network() {
    return network;
  }

  NDArray reference() {
    return reference;
  }

  /** The scores of held-out points. */
  public Calibration calibration() {
    return calibration;
  }

  /**
   * How strange the rows of a table are, in its order.
   *
   * @throws IllegalArgumentException if a series is shorter than a window, or cannot be made even
   */
  public double[] score(SeriesTable table) {
    List<double[]> scores = new ArrayList<>();
    for (Series s : table.series()) {
      EvenSeries even = even(table, s);
      scores.add(even.toPoints(scorer.of(even.even().values()).scores()));
    }
    return table.byRow(scores);
  }

  /**
   * What is to be said about the rows of a table, in its order.
   *
   * @param most how many columns to name for each row, 0 or more
   * @param numbers of the rows in their source, from 1
   * @throws IllegalArgumentException as {@link #score}
   */
  public List<SeriesVerdict> judge(SeriesTable table, int most, long[] numbers) {
    SeriesVerdict[] verdicts = new SeriesVerdict[table.rows()];
    for (Series s : table.series()) {
      EvenSeries even = even(table, s);
      PointScores scores = scorer.of(even.even().values());
      boolean[] flagged = flagged(flagging, scores);
      for (int t = 0; t < s.length(); t++) {
        int place = even.place(t);
        double score = scores.scores()[place];
        verdicts[s.rows()[t]] =
            new SeriesVerdict(
                numbers[s.rows()[t]],
                s.times()[t],
                s.key(),
                score,
                calibration.pValue(score),
                flagged[place],
                causes(s.values().data(), t * s.channels(), scores, place, most));
      }
    }
    return Arrays.asList(verdicts);
  }

  static boolean[] flagged(Flagging flagging, PointScores scores) {
    return flagging.of(flagging instanceof Flagging.InSpans ? scores.sharp() : scores.scores());
  }

  EvenSeries even(SeriesTable table, Series series) {
    EvenSeries even = EvenSeries.of(series, table.time());
    if (even.even().length() < window()) {
      throw new IllegalArgumentException(
          "%s%,d rows are too few: the model looks at windows of %d points; give it %d rows or more%s"
              .formatted(
                  series.key().isEmpty() ? "" : "series \"" + series.key() + "\": ",
                  even.even().length(),
                  window(),
                  window(),
                  series.key().isEmpty() ? "" : " of each series"));
    }
    return even;
  }

  /**
   * The score from which on points of a stream are flagged: that of the rule of the training, or of
   * a p-value of 0.01, since spans need the whole series.
   */
  public double streamThreshold() {
    return flagging instanceof Flagging.Above above
        ? above.threshold()
        : Threshold.falseAlarmRate(STREAM_FALSE_ALARMS).of(calibration.heldOut());
  }

  /**
   * The channels that made a score.
   *
   * @param values of the point, from an offset on
   * @param place of it among the scores
   */
  List<Verdict.Cause> causes(float[] values, int offset, PointScores scores, int place, int most) {
    int channels = columns.values().size();
    double[] parts = Arrays.copyOfRange(scores.parts(), place * channels, (place + 1) * channels);
    double sum = scores.scores()[place];
    return IntStream.range(0, channels)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -parts[c]))
        .limit(most)
        .map(c ->
            new Verdict.Cause(
                columns.values().get(c),
                sum > 0 ? parts[c] / sum : 0,
                number(values[offset + c]),
                number(scores.expected()[place * channels + c])))
        .toList();
  }

  private static String number(float value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
