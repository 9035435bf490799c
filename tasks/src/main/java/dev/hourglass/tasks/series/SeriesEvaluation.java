package dev.hourglass.tasks.series;

import dev.hourglass.data.series.Series;
import dev.hourglass.data.series.SeriesTable;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.tasks.anomaly.Label;
import dev.hourglass.tasks.anomaly.Quality;
import dev.hourglass.tasks.metrics.Confusion;
import dev.hourglass.tasks.metrics.Labelled;
import dev.hourglass.tasks.metrics.OverlapScore;
import dev.hourglass.tasks.metrics.PrecisionAtK;
import dev.hourglass.tasks.metrics.PrecisionRecallCurve;
import dev.hourglass.tasks.metrics.RangeScore;
import dev.hourglass.tasks.metrics.RocCurve;
import dev.hourglass.tasks.metrics.Segment;
import dev.hourglass.tasks.metrics.Vus;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds a detector and its baselines against labelled series.
 *
 * @param detector to judge
 * @param threads that the baselines use; no result depends on it
 */
public record SeriesEvaluation(SeriesDetector detector, int threads) {

  /**
   * Scores all points.
   *
   * @param label which rows are anomalies
   * @throws IllegalArgumentException if all rows are anomalies or none is, or a series is shorter
   *     than a window
   */
  public SeriesComparison of(TableSource source, Label label) {
    return of(detector.columns().read(source), label.anomalies(source));
  }

  /**
   * Scores all points.
   *
   * @param anomalies the rows of the table that are anomalies
   */
  public SeriesComparison of(SeriesTable table, BitSet anomalies) {
    Judged ours = judged(table, anomalies, detector.scorer(), detector.flagging());
    Map<String, SeriesQuality> qualities = new LinkedHashMap<>();
    Map<String, Labelled> others = new LinkedHashMap<>();
    new SeriesBaselines(detector.scorer().scale(), detector.window(), detector.reference(), threads)
        .scorers()
        .forEach((id, s) -> {
          Judged theirs = judged(table, anomalies, s, flagging(id));
          qualities.put(id, theirs.quality());
          others.put(id, theirs.all());
        });
    return new SeriesComparison(ours.all(), ours.quality(), qualities, others);
  }

  private Flagging flagging(String baseline) {
    return switch (detector.flagging()) {
      case Flagging.Above above ->
          new Flagging.Above(
              detector.training().baselineThresholds().getOrDefault(baseline, Double.MAX_VALUE),
              above.rule());
      case Flagging.InSpans spans -> spans;
    };
  }

  private Judged judged(
      SeriesTable table, BitSet anomalies, SeriesScorer scorer, Flagging flagging) {
    Judged judged = new Judged(detector.window(), table.rows());
    for (Series s : table.series()) {
      EvenSeries even = detector.even(table, s);
      PointScores scores = scorer.of(even.even().values());
      boolean[] flagged = SeriesDetector.flagged(flagging, scores);
      boolean[] anomalous = new boolean[s.length()];
      boolean[] told = new boolean[s.length()];
      for (int t = 0; t < s.length(); t++) {
        anomalous[t] = anomalies.get(s.rows()[t]);
        told[t] = flagged[even.place(t)];
      }
      judged.add(new Labelled(even.toPoints(scores.scores()), anomalous), told);
    }
    return judged;
  }

  /** Collects what was said about the points of all series. */
  private static final class Judged {
    private final int buffer;
    private final double[] scores;
    private final boolean[] anomalous;
    private final List<Vus> volumes = new ArrayList<>();
    private final List<RangeScore> ranges = new ArrayList<>();
    private OverlapScore overlap = new OverlapScore(0, 0, 0);
    private final boolean[] flagged;
    private int filled;

    Judged(int buffer, int rows) {
      this.buffer = buffer;
      scores = new double[rows];
      anomalous = new boolean[rows];
      flagged = new boolean[rows];
    }

    void add(Labelled series, boolean[] told) {
      int size = series.size();
      System.arraycopy(series.scores(), 0, scores, filled, size);
      System.arraycopy(series.anomalous(), 0, anomalous, filled, size);
      System.arraycopy(told, 0, flagged, filled, size);
      filled += size;
      List<Segment> truth = Segment.of(series.anomalous());
      List<Segment> predicted = Segment.of(told);
      overlap = overlap.plus(OverlapScore.of(truth, predicted));
      if (!truth.isEmpty()) {
        ranges.add(RangeScore.of(truth, predicted, 0));
      }
      if (series.positives() > 0 && series.positives() < size) {
        volumes.add(Vus.of(series, buffer));
      }
    }

    Labelled all() {
      return new Labelled(scores, anomalous);
    }

    SeriesQuality quality() {
      Labelled all = all();
      Confusion confusion = confusion();
      Quality points =
          new Quality(
              RocCurve.of(all).area(),
              PrecisionRecallCurve.of(all).averagePrecision(),
              PrecisionAtK.atPositives(all),
              confusion);
      return new SeriesQuality(
          points,
          volumes.stream().mapToDouble(Vus::pr).average().orElse(0),
          volumes.stream().mapToDouble(Vus::roc).average().orElse(0),
          overlap,
          new RangeScore(
              ranges.stream().mapToDouble(RangeScore::precision).average().orElse(0),
              ranges.stream().mapToDouble(RangeScore::recall).average().orElse(0)));
    }

    /** Of what was flagged, whatever flagged it. */
    private Confusion confusion() {
      double[] asScores = new double[flagged.length];
      for (int i = 0; i < asScores.length; i++) {
        asScores[i] = flagged[i] ? 1 : 0;
      }
      return Confusion.at(new Labelled(asScores, anomalous), 1);
    }
  }
}
