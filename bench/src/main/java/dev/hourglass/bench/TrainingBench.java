package dev.hourglass.bench;

import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.train.StepRecord;
import dev.hourglass.autoencoders.train.Trainer;
import dev.hourglass.autoencoders.train.TrainingListener;
import dev.hourglass.engine.NDArray;

/**
 * Times the steps of the trainer itself. It is asked before each step whether to stop, and that
 * call marks the end of the step before; so an epoch's shuffle, its checks and its short last batch
 * count as they do for everybody who trains.
 */
final class TrainingBench implements TrainingListener {
  private static final double LEARNING_RATE = 1e-3;

  private final Workload workload;
  private final FirstStep firstStep;
  private final SegmentTimer timer;
  private final int stepsPerEpoch;
  private long asked;
  private double loss = Double.NaN;

  private TrainingBench(Workload workload, FirstStep firstStep, double seconds) {
    this.workload = workload;
    this.firstStep = firstStep;
    this.timer = new SegmentTimer(seconds);
    this.stepsPerEpoch = Math.ceilDiv(workload.rows(), workload.batchSize());
  }

  /** Trains for about so long. */
  static TrainingFigures measure(
      Workload workload, double seconds, int threads, long seed, FirstStep firstStep) {
    NDArray rows = SyntheticRows.uniform(workload.rows(), workload.inputWidth(), seed);
    firstStep.dataMade();
    TrainingBench bench = new TrainingBench(workload, firstStep, seconds);
    Trainer.of(workload.model())
        .loss(workload.loss())
        .optimizer(Adam.of(LEARNING_RATE))
        .batchSize(workload.batchSize())
        .epochs(Integer.MAX_VALUE)
        .seed(seed)
        .threads(threads)
        .callback(bench)
        .fit(rows);
    return new TrainingFigures(bench.timer.rate(), bench.loss, firstStep.seconds());
  }

  @Override
  public boolean cancelled() {
    if (asked++ == 0) {
      return false;
    }
    firstStep.stepDone();
    return timer.done(rowsOfStep(asked - 2));
  }

  private int rowsOfStep(long step) {
    int inEpoch = (int) (step % stepsPerEpoch);
    return Math.min(workload.batchSize(), workload.rows() - inEpoch * workload.batchSize());
  }

  @Override
  public void onStep(StepRecord step) {
    loss = step.meanLoss();
  }
}
