package dev.hourglass.cli.report;

import dev.hourglass.data.table.ColumnBatch;
import dev.hourglass.tasks.anomaly.DriftTally;
import dev.hourglass.tasks.anomaly.TableDetector;
import dev.hourglass.tasks.anomaly.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What was found in the rows of a table, in memory that does not grow with them. Not for several
 * threads.
 */
public final class TableFindings {
  private static final int MOST = 50;
  private static final Comparator<Verdict> STRANGER =
      Comparator.comparingDouble(Verdict::score)
          .thenComparing(Comparator.comparingLong(Verdict::row).reversed());

  private final PriorityQueue<Verdict> strangest = new PriorityQueue<>(STRANGER);
  private final DriftTally drift;
  private final ScoreHistogram scores = new ScoreHistogram();
  private final PValues pValues = new PValues();
  private final Reasons reasons = new Reasons();
  private long rows;
  private long anomalies;

  /** Of rows that this detector judges. */
  public TableFindings(TableDetector detector) {
    drift = DriftTally.of(detector);
  }

  /**
   * Counts rows.
   *
   * @param batch has the columns of the detector
   * @param verdicts on its rows
   */
  public void add(ColumnBatch batch, List<Verdict> verdicts) {
    drift.add(batch, verdicts);
    for (Verdict verdict : verdicts) {
      rows++;
      scores.add(verdict.score());
      pValues.add(verdict.pValue());
      if (verdict.anomaly()) {
        anomalies++;
        reasons.add(verdict.causes());
      }
      strangest.add(verdict);
      if (strangest.size() > MOST) {
        strangest.poll();
      }
    }
  }

  public long rows() {
    return rows;
  }

  /** How many rows are flagged. */
  public long anomalies() {
    return anomalies;
  }

  /** The strangest rows, falling, at most 50. */
  public List<Verdict> strangest() {
    return strangest.stream().sorted(STRANGER.reversed()).toList();
  }

  /** How the rows differ from those of the training. */
  public DriftTally drift() {
    return drift;
  }

  ScoreHistogram scores() {
    return scores;
  }

  PValues pValues() {
    return pValues;
  }

  Reasons reasons() {
    return reasons;
  }
}
