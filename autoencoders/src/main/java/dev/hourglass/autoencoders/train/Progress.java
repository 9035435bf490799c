package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.EpochRecord;
import dev.hourglass.autoencoders.file.Checkpoint;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far a run has come: parameters, optimizer slots, best weights, and where in which epoch. */
final class Progress {
  private static final String THETA = "theta";
  private static final String STATISTICS = "statistics";
  private static final String DIFFICULTY = "difficulty";
  private static final String BEST = "best";
  private static final String BEST_STATISTICS = "best.statistics";

  private final List<Tensor> slots;
  private final List<String> slotNames;
  private final State state;
  private final Weights now;
  private final Weights best;
  private final float[] difficulty;
  private final List<EpochRecord> history = new ArrayList<>();
  private int step;
  private double lossSum;
  private double lastLoss;
  private double seconds;

  private Progress(Autoencoder model, TrainOptions options, int rows) {
    Tensor theta = model.layout().theta();
    this.slots = options.optimizer().newSlots(theta);
    this.slotNames = options.optimizer().slotNames();
    List<Tensor> parameters = new ArrayList<>(slots);
    parameters.addAll(model.parameterTensors());
    this.state = State.of(parameters);
    float[] statistics =
        model.statistics().map(s -> state.get(s.theta()).data()).orElse(new float[0]);
    this.now = new Weights(state.get(theta).data(), statistics);
    this.best = Weights.zeros(model);
    this.difficulty = new float[options.curriculum().isMeasured() ? rows : 0];
  }

  /**
   * Before the first step: slots of zeros.
   *
   * @param rows of the training data, those split off included
   * @param first weights; empty: from the seed
   */
  static Progress first(
      Autoencoder model, TrainOptions options, int rows, Optional<Weights> first) {
    Progress p = new Progress(model, options, rows);
    model.layout().initialise(p.state, options.seed());
    model.statistics().ifPresent(s -> s.initialise(p.state, options.seed()));
    first.ifPresent(weights -> weights.copyTo(p.now));
    p.now.copyTo(p.best);
    return p;
  }

  State state() {
    return state;
  }

  List<Tensor> slots() {
    return slots;
  }

  /** Live. */
  Weights weights() {
    return now;
  }

  /** The weights of the best epoch so far; the first weights before any. */
  Weights best() {
    return best;
  }

  /**
   * How hard each row is for the model, live; of length 0 unless a curriculum measures it. It is
   * kept because an epoch that is resumed must go on with the rows it chose.
   */
  float[] difficulty() {
    return difficulty;
  }

  List<EpochRecord> history() {
    return history;
  }

  /** The epoch under way, 1, 2, ... */
  int epoch() {
    return history.size() + 1;
  }

  /** How many steps of this epoch are done. */
  int step() {
    return step;
  }

  /** Sum over the rows of this epoch so far. */
  double lossSum() {
    return lossSum;
  }

  /** Of the last step of the run. */
  double lastLoss() {
    return lastLoss;
  }

  double seconds() {
    return seconds;
  }

  void seconds(double s) {
    seconds = s;
  }

  void stepDone(float loss, int rows) {
    step++;
    lossSum += (double) loss * rows;
    lastLoss = loss;
  }

  void finishEpoch(EpochRecord record) {
    history.add(record);
    step = 0;
    lossSum = 0;
    seconds = 0;
    if (Verdict.bestEpoch(history) == record.epoch()) {
      now.copyTo(best);
    }
  }

  /** All numbers, live, by name. */
  private Map<String, float[]> tensors() {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    tensors.put(THETA, now.theta());
    for (int i = 0; i < slots.size(); i++) {
      tensors.put(slotNames.get(i), state.get(slots.get(i)).data());
    }
    tensors.put(BEST, best.theta());
    if (difficulty.length > 0) {
      tensors.put(DIFFICULTY, difficulty);
    }
    if (now.statistics().length > 0) {
      tensors.put(STATISTICS, now.statistics());
      tensors.put(BEST_STATISTICS, best.statistics());
    }
    return tensors;
  }

  /** How long each of them is. */
  Map<String, Integer> tensorSizes() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    tensors().forEach((name, values) -> sizes.put(name, values.length));
    return sizes;
  }

  Checkpoint checkpoint(Map<String, String> identity) {
    return new Checkpoint(identity, epoch(), step, lossSum, lastLoss, seconds, history, tensors());
  }

  void restore(Checkpoint c) {
    c.tensors()
        .forEach(
            (name, values) -> System.arraycopy(values, 0, tensors().get(name), 0, values.length));
    history.addAll(c.history());
    step = c.step();
    lossSum = c.lossSum();
    lastLoss = c.lastLoss();
    seconds = c.seconds();
  }
}
