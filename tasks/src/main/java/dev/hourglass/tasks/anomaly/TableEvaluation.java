package dev.hourglass.tasks.anomaly;

import dev.hourglass.data.table.ColumnBatch;
import dev.hourglass.data.table.ColumnBatches;
import dev.hourglass.data.table.EncodingTally;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.engine.NDArray;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds a detector and its baselines against labelled rows, in one pass and in batches.
 *
 * @param detector to judge
 * @param label which rows are anomalies
 * @param threads that the baselines use; no result depends on it
 */
public record TableEvaluation(TableDetector detector, Label label, int threads) {
  private static final int BATCH = 1 << 12;

  /**
   * Scores all rows.
   *
   * @throws IllegalArgumentException if all rows are anomalies or none is
   */
  public Comparison of(TableSource source) {
    BitSet anomalies = label.anomalies(source);
    int rows = Math.toIntExact(source.rows());
    boolean[] anomalous = new boolean[rows];
    anomalies.stream().forEach(i -> anomalous[i] = true);
    AnomalyDetector scorer = detector.detector();
    Baselines baselines = Baselines.fit(scorer, detector.training().seed(), threads);
    double[] scores = new double[rows];
    Map<String, double[]> others = new LinkedHashMap<>();
    baselines.fitted().keySet().forEach(id -> others.put(id, new double[rows]));
    try (ColumnBatches batches = detector.encoding().open(source, BATCH)) {
      while (batches.next()) {
        ColumnBatch batch = batches.batch();
        int first = Math.toIntExact(batch.first());
        float[] encoded = detector.encoding().encode(batch, new EncodingTally());
        NDArray block = NDArray.of(encoded, batch.rows(), detector.encoding().width());
        System.arraycopy(scorer.score(block), 0, scores, first, batch.rows());
        baselines
            .scores(scorer.scaled(block))
            .forEach((id, s) -> System.arraycopy(s, 0, others.get(id), first, s.length));
      }
    }
    return Comparison.of(
        anomalous, scores, scorer.threshold(), others, detector.training().baselineThresholds());
  }
}
