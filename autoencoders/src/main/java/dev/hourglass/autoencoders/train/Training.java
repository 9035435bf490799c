package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.EpochRecord;
import dev.hourglass.autoencoders.StopReason;
import dev.hourglass.autoencoders.file.Checkpoint;
import dev.hourglass.engine.Engine;
import dev.hourglass.engine.Engines;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One run. Everything that decides the weights is a function of options, data and {@link Progress},
 * which is what a checkpoint holds; so a run that goes on from a checkpoint ends in the bits of one
 * that was never interrupted.
 */
final class Training implements AutoCloseable {
  private final Autoencoder model;
  private final TrainOptions options;
  private final List<TrainingListener> listeners;
  private final @Nullable CheckpointPlan plan;
  private final Map<String, String> identity;
  private final Progress progress;
  private final Steps steps;
  private final MeanLoss validation;
  private final Clock clock;

  Training(
      Autoencoder model,
      TrainOptions options,
      TrainingData data,
      List<TrainingListener> listeners,
      @Nullable CheckpointPlan plan,
      Optional<Weights> first) {
    this.model = model;
    this.options = options;
    this.listeners = listeners;
    this.plan = plan;
    this.identity = plan == null ? Map.of() : Identity.of(model, options, data, first);
    this.progress = Progress.first(model, options, data.train().count(), first);
    this.clock = new Clock(listeners, plan);
    if (plan != null) {
      goOn(plan);
    }
    Engine engine = Engines.compiled(options.threads());
    this.steps = new Steps(model, options, data, progress, engine);
    this.validation = MeanLoss.ofValidation(model, options, data, progress.state(), engine);
  }

  private void goOn(CheckpointPlan p) {
    if (p.resume()) {
      Checkpoint.read(p.folder(), identity, progress.tensorSizes()).ifPresent(progress::restore);
    } else {
      Checkpoint.requireNone(p.folder());
    }
  }

  StopReason run() {
    try {
      StopReason reason = epochs();
      Weights kept =
          options.patience() > 0 && !progress.history().isEmpty()
              ? progress.best()
              : progress.weights();
      kept.copyTo(model);
      return reason;
    } catch (TrainingFailure e) {
      progress.best().copyTo(model);
      throw e;
    }
  }

  List<EpochRecord> history() {
    return progress.history();
  }

  /** The epoch whose weights the model has. */
  int keptEpoch() {
    int begun = progress.history().size() + (progress.step() > 0 ? 1 : 0);
    return options.patience() > 0 && !progress.history().isEmpty()
        ? Verdict.bestEpoch(progress.history())
        : begun;
  }

  private StopReason epochs() {
    while (progress.epoch() <= options.epochs()) {
      if (patienceIsOver()) {
        return StopReason.EARLY_STOPPING;
      }
      if (!epoch()) {
        writeCheckpoint();
        return StopReason.CANCELLED;
      }
      writeCheckpoint();
    }
    return StopReason.COMPLETED;
  }

  private boolean patienceIsOver() {
    List<EpochRecord> history = progress.history();
    return options.patience() > 0
        && history.size() - Verdict.bestEpoch(history) >= options.patience();
  }

  /** Runs the epoch under way to its end; false if it was cancelled. */
  private boolean epoch() {
    clock.start(progress.seconds());
    steps.startEpoch();
    while (progress.step() < steps.perEpoch()) {
      if (cancelled()) {
        progress.seconds(clock.seconds());
        return false;
      }
      steps.next();
      if (clock.isTimeToTell() || progress.step() == steps.perEpoch()) {
        tell();
      }
      if (clock.isTimeToWrite(progress.step()) && progress.step() < steps.perEpoch()) {
        progress.seconds(clock.seconds());
        writeCheckpoint();
      }
    }
    finishEpoch();
    return true;
  }

  private void finishEpoch() {
    double trainLoss = progress.lossSum() / steps.rows();
    double seconds = clock.seconds();
    steps.requireFiniteWeights();
    OptionalDouble validationLoss = validation.value();
    if (validationLoss.isPresent() && !Double.isFinite(validationLoss.getAsDouble())) {
      throw steps.failure(validationLoss.getAsDouble());
    }
    EpochRecord done =
        new EpochRecord(
            progress.epoch(), trainLoss, validationLoss, steps.rows() / seconds, clock.seconds());
    progress.finishEpoch(done);
    listeners.forEach(l -> l.onEpoch(done));
  }

  private boolean cancelled() {
    for (int i = 0; i < listeners.size(); i++) { // no iterator: a step allocates nothing
      if (listeners.get(i).cancelled()) {
        return true;
      }
    }
    return false;
  }

  private void tell() {
    int step = progress.step();
    long rows = steps.rowsDone();
    double speed = rows / clock.seconds();
    double left = (steps.rows() - rows + steps.rowsLater()) / speed;
    StepRecord record =
        new StepRecord(
            progress.epoch(),
            options.epochs(),
            step,
            steps.perEpoch(),
            progress.lossSum() / rows,
            speed,
            left);
    listeners.forEach(l -> l.onStep(record));
  }

  private void writeCheckpoint() {
    if (plan != null) {
      progress.checkpoint(identity).write(plan.folder());
      clock.written();
    }
  }

  @Override
  public void close() {
    steps.close();
    validation.close();
  }
}
