package dev.hourglass.tasks.anomaly;

import dev.hourglass.data.table.ColumnBatch;
import dev.hourglass.data.table.ColumnBatch.Cells;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Counts new rows, to hold them against the training rows of a detector: each column, and the
 * scores against those of held-out rows. Memory does not grow with the rows. Not for several
 * threads.
 */
public final class DriftTally {
  private static final String SCORE = "score";

  private final List<ColumnSummary> columns;
  private final long[][] counts;
  private final Optional<ColumnSummary> score;
  private final long[] scores;
  private long rows;

  private DriftTally(List<ColumnSummary> columns, Optional<ColumnSummary> score) {
    this.columns = columns;
    this.counts = columns.stream().map(s -> new long[s.counts().size()]).toArray(long[][]::new);
    this.score = score;
    this.scores = new long[score.map(s -> s.counts().size()).orElse(0)];
  }

  /** For rows that this detector is given. */
  public static DriftTally of(TableDetector detector) {
    return of(detector.summaries(), Optional.of(scores(detector.detector().calibration())));
  }

  /**
   * For rows that are held against these summaries.
   *
   * @param columns in the order of the cells to come; none where nobody knows
   * @param score of held-out rows; empty where nobody knows
   */
  public static DriftTally of(List<ColumnSummary> columns, Optional<ColumnSummary> score) {
    return new DriftTally(columns, score);
  }

  /** The summary of the scores of held-out rows. */
  public static ColumnSummary scores(Calibration calibration) {
    return ColumnSummary.ofNumbers(SCORE, calibration.heldOut());
  }

  /**
   * Counts rows.
   *
   * @param batch has the columns of {@link TableDetector#schema}, in that order
   * @param verdicts on its rows
   */
  public void add(ColumnBatch batch, List<Verdict> verdicts) {
    double[] values = new double[verdicts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = verdicts.get(i).score();
    }
    add(batch.columns(), values);
  }

  /**
   * Counts rows.
   *
   * @param cells of them, by column, in the order of the summaries
   * @param rowScores of the same rows
   */
  public void add(List<Cells> cells, double[] rowScores) {
    for (int c = 0; c < columns.size(); c++) {
      columns.get(c).bins().count(cells.get(c), counts[c]);
    }
    score.ifPresent(s -> s.bins().count(new ColumnBatch.Numbers(rowScores), scores));
    rows += rowScores.length;
  }

  /** How many rows have been counted. */
  public long rows() {
    return rows;
  }

  /**
   * The drift of all columns, the largest first; empty where no row came, or the detector is from
   * before there were summaries.
   */
  public List<Drift> drifts() {
    return rows == 0
        ? List.of()
        : IntStream.range(0, columns.size())
            .mapToObj(c -> Drift.of(columns.get(c), counts[c]))
            .sorted(Comparator.comparingDouble(Drift::psi).reversed())
            .toList();
  }

  /** The drift of the scores against those of held-out rows; empty where no row came. */
  public Optional<Drift> score() {
    return score.filter(_ -> rows > 0).map(s -> Drift.of(s, scores));
  }
}
