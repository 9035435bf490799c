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
  private final ColumnSummary score;
  private final long[] scores;
  private long rows;

  private DriftTally(List<ColumnSummary> columns, ColumnSummary score) {
    this.columns = columns;
    this.counts = columns.stream().map(s -> new long[s.counts().size()]).toArray(long[][]::new);
    this.score = score;
    this.scores = new long[score.counts().size()];
  }

  /** For rows that this detector is given. */
  public static DriftTally of(TableDetector detector) {
    return new DriftTally(
        detector.summaries(),
        SummaryFit.numbers(SCORE, false, detector.detector().calibration().heldOut(), 0));
  }

  /**
   * Counts rows.
   *
   * @param batch has the columns of {@link TableDetector#schema}, in that order
   * @param verdicts on its rows
   */
  public void add(ColumnBatch batch, List<Verdict> verdicts) {
    for (int c = 0; c < columns.size(); c++) {
      Cells cells = batch.columns().get(c);
      columns.get(c).bins().count(cells, counts[c]);
    }
    double[] values = verdicts.stream().mapToDouble(Verdict::score).toArray();
    score.bins().count(new ColumnBatch.Numbers(values), scores);
    rows += values.length;
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
    return rows == 0 ? Optional.empty() : Optional.of(Drift.of(score, scores));
  }
}
