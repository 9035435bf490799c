package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.engine.Engine;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of an epoch: full batches in shuffled order and a last short one, if rows are left
 * over.
 */
final class Steps implements AutoCloseable {
  private final Autoencoder model;
  private final TrainOptions options;
  private final TrainingData data;
  private final Progress progress;
  private final Engine engine;
  private final Pacing pacing;
  private final Difficulty difficulty;
  private final int batch;
  private final int[] order;
  private final BatchProgram full;
  private final BatchProgram last;
  private final List<float[]> before = new ArrayList<>();
  private int stepBefore;

  Steps(
      Autoencoder model,
      TrainOptions options,
      TrainingData data,
      Progress progress,
      Engine engine) {
    this.model = model;
    this.options = options;
    this.data = data;
    this.progress = progress;
    this.engine = engine;
    int rows = data.trainRows().length;
    this.pacing = new Pacing(options, rows);
    this.difficulty = new Difficulty(model, options, data, progress, engine);
    this.batch = pacing.batch();
    this.order = new int[rows];
    this.full = program(batch, progress.state());
    this.last = rows % batch == 0 ? full : program(rows % batch, progress.state());
    parameters(progress.state()).forEach(values -> before.add(new float[values.length]));
  }

  private BatchProgram program(int count, State state) {
    return BatchProgram.training(
        model, options, data.train(), count, progress.slots(), state, engine);
  }

  /** Steps of the epoch under way. */
  int perEpoch() {
    return pacing.steps(progress.epoch());
  }

  /** Rows of the epoch under way. */
  int rows() {
    return pacing.rows(progress.epoch());
  }

  /** Rows of the epochs after the one under way. */
  long rowsLater() {
    return pacing.rowsAfter(progress.epoch());
  }

  /** Rows of this epoch that have been learned from. */
  long rowsDone() {
    return Math.min((long) progress.step() * batch, rows());
  }

  /**
   * Chooses and shuffles rows for the epoch under way, and keeps the parameters as they are, so
   * that the way to a failure can be repeated.
   */
  void startEpoch() {
    int[] chosen = difficulty.rows(rows()).clone();
    Shuffle.shuffle(chosen, options.seed(), progress.epoch());
    System.arraycopy(chosen, 0, order, 0, chosen.length);
    copy(parameters(progress.state()), before);
    stepBefore = progress.step();
  }

  /**
   * @throws TrainingFailure if the loss is not finite
   */
  void next() {
    BatchProgram program = programOf(progress.step());
    float loss = run(progress.step());
    if (!Float.isFinite(loss)) {
      throw failure(loss);
    }
    progress.stepDone(loss, program.count());
  }

  private BatchProgram programOf(int step) {
    boolean whole = (step + 1) * (long) batch <= rows();
    return whole ? full : last;
  }

  private float run(int step) {
    long number = number(step);
    double factor = options.schedule().factor(number, pacing.allSteps());
    double rate = options.optimizer().learningRate() * factor;
    return programOf(step).run(order, step * batch, options.seed(), number, rate);
  }

  /** Counts the steps of the run from 1. */
  private long number(int step) {
    return pacing.number(progress.epoch(), step);
  }

  /** The loss of the last step was finite, but its update may not have been. */
  void requireFiniteWeights() {
    for (float w : progress.weights().theta()) {
      if (!Float.isFinite(w)) {
        throw failure(Double.NaN);
      }
    }
  }

  /**
   * Goes back to the start of the epoch, repeats it up to the failure and looks at the gradient
   * there; where no gradient is finite any more, at the one of the step before.
   */
  TrainingFailure failure(double loss) {
    int failed = Math.min(progress.step(), perEpoch() - 1);
    copy(before, parameters(progress.state()));
    double largest = 0;
    for (int step = stepBefore; step <= failed; step++) {
      if (step >= failed - 1) {
        double here = largestGradient(step);
        largest = here > 0 ? here : largest;
      }
      if (step < failed) {
        run(step);
      }
    }
    boolean first = progress.epoch() == 1 && progress.step() == 0;
    return new TrainingFailure(
        progress.epoch(), failed + 1, loss, first ? Double.NaN : progress.lastLoss(), largest);
  }

  private double largestGradient(int step) {
    int count = programOf(step).count();
    return BatchProgram.largestGradient(
        model,
        options,
        data.train(),
        order,
        step * batch,
        count,
        number(step),
        progress.state(),
        engine);
  }

  private List<float[]> parameters(State state) {
    List<float[]> all = new ArrayList<>();
    model.parameterTensors().forEach(t -> all.add(state.get(t).data()));
    for (Tensor slot : progress.slots()) {
      all.add(state.get(slot).data());
    }
    return all;
  }

  private static void copy(List<float[]> from, List<float[]> to) {
    for (int i = 0; i < from.size(); i++) {
      System.arraycopy(from.get(i), 0, to.get(i), 0, from.get(i).length);
    }
  }

  @Override
  public void close() {
    full.close();
    last.close();
  }
}
