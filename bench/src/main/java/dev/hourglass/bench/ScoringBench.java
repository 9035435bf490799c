package dev.hourglass.bench;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.Scorer;
import dev.hourglass.engine.NDArray;
import java.util.Arrays;

/**
 * Times the mean squared error of rows: blocks of a batch's size through {@link
 * Autoencoder#reconstructionError}, then one row at a time through a {@link Scorer}.
 */
final class ScoringBench {
  private static final int ROUNDS = 5;
  private static final int CALLS = 3000;
  private static final long WARM_UP_NANOS = 1_000_000_000;
  private static final double NANOS_PER_MICRO = 1e3;

  private ScoringBench() {}

  /** Scores blocks for about so long, then single rows for a second or two. */
  static ScoringFigures measure(
      DenseWorkload workload, double seconds, int threads, long seed, FirstStep firstStep) {
    NDArray[] blocks = blocks(workload, seed);
    firstStep.dataMade();
    Autoencoder model = workload.model();
    model.layout().initialise(model.state(), seed);
    model.threads(threads);
    Rate rate = blockRate(model, blocks, seconds, firstStep);
    ScoringFigures.Latency single = latency(model, blocks[0]);
    return new ScoringFigures(rate, single, firstStep.seconds());
  }

  /** As many full blocks as the rows make, each an array of its own. */
  private static NDArray[] blocks(DenseWorkload w, long seed) {
    NDArray[] blocks = new NDArray[Math.max(1, w.rows() / w.batchSize())];
    Arrays.setAll(blocks, i -> SyntheticRows.uniform(w.batchSize(), w.inputWidth(), seed + i));
    return blocks;
  }

  private static Rate blockRate(
      Autoencoder model, NDArray[] blocks, double seconds, FirstStep firstStep) {
    SegmentTimer timer = new SegmentTimer(seconds);
    int next = 0;
    float[] errors;
    do {
      errors = model.reconstructionError(blocks[next]);
      firstStep.stepDone();
      next = (next + 1) % blocks.length;
    } while (!timer.done(errors.length));
    return timer.rate();
  }

  private static ScoringFigures.Latency latency(Autoencoder model, NDArray block) {
    int width = block.shape().dim(1);
    float[][] rows = new float[block.shape().dim(0)][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(block.data(), i * width, (i + 1) * width));
    float[] expected = model.reconstructionError(block);
    try (Scorer scorer = model.scorer()) {
      warmUp(scorer, rows, expected);
      double[] medians = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        medians[round] = round(scorer, rows, expected);
      }
      double median = Rate.median(medians);
      return new ScoringFigures.Latency(median, medians[0], medians[ROUNDS - 1]);
    }
  }

  private static void warmUp(Scorer scorer, float[][] rows, float[] expected) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < WARM_UP_NANOS) {
      round(scorer, rows, expected);
    }
  }

  /** Median of the calls in microseconds; each answer is held against that of the block. */
  private static double round(Scorer scorer, float[][] rows, float[] expected) {
    double[] micros = new double[CALLS];
    for (int i = 0; i < CALLS; i++) {
      int row = i % rows.length;
      long start = System.nanoTime();
      float score = scorer.score(rows[row]);
      micros[i] = (System.nanoTime() - start) / NANOS_PER_MICRO;
      if (score != expected[row]) {
        throw new IllegalStateException(
            "row %d scores %s alone and %s in a block".formatted(row, score, expected[row]));
      }
    }
    return Rate.median(micros);
  }
}
