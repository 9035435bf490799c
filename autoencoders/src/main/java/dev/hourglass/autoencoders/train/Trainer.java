package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.EpochRecord;
import dev.hourglass.autoencoders.PreprocessingPlan;
import dev.hourglass.autoencoders.StopReason;
import dev.hourglass.autoencoders.TrainingRecord;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.optim.Clipping;
import dev.hourglass.autoencoders.optim.Optimizer;
import dev.hourglass.autoencoders.optim.Penalty;
import dev.hourglass.autoencoders.optim.Schedule;
import dev.hourglass.autoencoders.scheme.Adversary;
import dev.hourglass.autoencoders.scheme.Curriculum;
import dev.hourglass.autoencoders.stacked.Stacked;
import dev.hourglass.engine.NDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model, from first weights made from the seed unless told. What is not said is as in
 * {@link TrainOptions#DEFAULTS}. For one thread at a time.
 */
public final class Trainer {
  private final Autoencoder model;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private final Map<String, String> notes = new TreeMap<>();
  private Loss loss = TrainOptions.DEFAULTS.loss();
  private Optimizer optimizer = TrainOptions.DEFAULTS.optimizer();
  private Schedule schedule = TrainOptions.DEFAULTS.schedule();
  private Clipping clipping = TrainOptions.DEFAULTS.clipping();
  private Penalty penalty = TrainOptions.DEFAULTS.penalty();
  private PreprocessingPlan preprocessing = TrainOptions.DEFAULTS.preprocessing();
  private Adversary adversary = TrainOptions.DEFAULTS.adversary();
  private Curriculum curriculum = TrainOptions.DEFAULTS.curriculum();
  private int epochs = TrainOptions.DEFAULTS.epochs();
  private int batchSize = TrainOptions.DEFAULTS.batchSize();
  private long seed = TrainOptions.DEFAULTS.seed();
  private int threads = TrainOptions.DEFAULTS.threads();
  private double validationSplit = TrainOptions.DEFAULTS.validationSplit();
  private int patience = TrainOptions.DEFAULTS.patience();
  private boolean goesOn;
  private @Nullable Examples validation;
  private @Nullable CheckpointPlan checkpoint;

  private Trainer(Autoencoder model) {
    this.model = model;
  }

  /** A trainer of this model; {@link #fit} changes the model. */
  public static Trainer of(Autoencoder model) {
    return new Trainer(model);
  }

  /** What to make small. */
  public Trainer loss(Loss loss) {
    this.loss = loss;
    return this;
  }

  /** How parameters follow their gradient. */
  public Trainer optimizer(Optimizer optimizer) {
    this.optimizer = optimizer;
    return this;
  }

  /** How the learning rate changes. */
  public Trainer schedule(Schedule schedule) {
    this.schedule = schedule;
    return this;
  }

  /** How a gradient is kept from growing too large. */
  public Trainer clipping(Clipping clipping) {
    this.clipping = clipping;
    return this;
  }

  /** A price on large weights; not part of the losses reported. */
  public Trainer penalty(Penalty penalty) {
    this.penalty = penalty;
    return this;
  }

  /** What to do to rows before the model sees them. */
  public Trainer preprocessing(PreprocessingPlan preprocessing) {
    this.preprocessing = preprocessing;
    return this;
  }

  /** Who makes the rows harder to reconstruct. */
  public Trainer adversary(Adversary adversary) {
    this.adversary = adversary;
    return this;
  }

  /** Which rows take part in which epoch. */
  public Trainer curriculum(Curriculum curriculum) {
    this.curriculum = curriculum;
    return this;
  }

  /** How many times to go through the rows. */
  public Trainer epochs(int epochs) {
    this.epochs = epochs;
    return this;
  }

  /** Rows per step. */
  public Trainer batchSize(int batchSize) {
    this.batchSize = batchSize;
    return this;
  }

  /** Of first weights, shuffling and the validation split. */
  public Trainer seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** Changes nothing but the time it takes. */
  public Trainer threads(int threads) {
    this.threads = threads;
    return this;
  }

  /** Keeps this share of the rows, in [0, 1), for validation; chosen by the seed. */
  public Trainer validation(double split) {
    validationSplit = split;
    return this;
  }

  /**
   * Stops after so many epochs without a lower validation loss, and goes back to the best weights;
   * 0: never.
   */
  public Trainer earlyStopping(int patience) {
    this.patience = patience;
    return this;
  }

  /** Validates on these rows [Nv, D], in the units of the data. */
  public Trainer validation(NDArray rows) {
    validation = Examples.toReconstruct(rows);
    return this;
  }

  /** Validates on these rows [Nv, D] and targets [Nv, K]. */
  public Trainer validation(NDArray rows, NDArray targets) {
    validation = new Examples(rows, targets);
    return this;
  }

  /** Starts from the weights that the model has, not from new ones. */
  public Trainer fromPresentWeights() {
    goesOn = true;
    return this;
  }

  /**
   * The same as {@link #checkpoint(Path, boolean, CheckpointPlan.Rhythm)} with {@link
   * CheckpointPlan.Rhythm#DEFAULT}.
   */
  public Trainer checkpoint(Path folder, boolean resume) {
    return checkpoint(folder, resume, CheckpointPlan.Rhythm.DEFAULT);
  }

  /**
   * Keeps a checkpoint in a folder, made if need be, after every epoch and as often as {@code
   * rhythm} says.
   *
   * @param resume go on from the checkpoint there, if there is one; ends in the same bits as a run
   *     that was never interrupted
   */
  public Trainer checkpoint(Path folder, boolean resume, CheckpointPlan.Rhythm rhythm) {
    checkpoint = new CheckpointPlan(folder, resume, rhythm);
    return this;
  }

  /** Tells this listener what happens. */
  public Trainer callback(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Keeps a note in the training record, such as the name of the data. */
  public Trainer note(String key, String value) {
    notes.put(key, value);
    return this;
  }

  /**
   * The options as they are.
   *
   * @throws IllegalArgumentException if one of them makes no sense
   */
  public TrainOptions options() {
    return new TrainOptions(
        loss,
        optimizer,
        schedule,
        clipping,
        penalty,
        preprocessing,
        adversary,
        curriculum,
        epochs,
        batchSize,
        seed,
        threads,
        validationSplit,
        patience);
  }

  /**
   * Trains the model on rows [N, D], in the units of the data.
   *
   * @throws IllegalArgumentException if options, rows and model do not fit, in one line
   * @throws TrainingFailure if the loss stops being a number
   * @throws dev.hourglass.autoencoders.file.ModelFileException if a checkpoint cannot be read,
   *     written, or used for this run
   */
  public TrainingRun fit(NDArray rows) {
    return fit(Examples.toReconstruct(rows));
  }

  /**
   * Trains the model to make targets [N, K] of rows [N, D]: rows in the units of the data, targets
   * as they are, K wide as what the architecture puts out.
   *
   * @throws IllegalArgumentException if options, rows, targets and model do not fit, in one line
   * @throws TrainingFailure if the loss stops being a number
   * @throws dev.hourglass.autoencoders.file.ModelFileException if a checkpoint cannot be read,
   *     written, or used for this run
   */
  public TrainingRun fit(NDArray rows, NDArray targets) {
    return fit(new Examples(rows, targets));
  }

  private TrainingRun fit(Examples given) {
    TrainOptions chosen = options();
    TrainingData data = TrainingData.prepare(chosen, model.architecture(), given, validation);
    if (patience > 0 && !data.hasValidation()) {
      throw new IllegalArgumentException(
          "early stopping needs validation data: give some, or a validation split");
    }
    model.preprocessing(data.preprocessing());
    Start start = start(chosen, data);
    if (start.cancelled()) {
      Ending nothing = new Ending(List.of(), 0, StopReason.CANCELLED);
      return new TrainingRun(model, record(chosen, data, nothing, start.measures()));
    }
    try (Training training =
        new Training(model, chosen, data, List.copyOf(listeners), checkpoint, start.weights())) {
      StopReason reason = training.run();
      Ending ending = new Ending(training.history(), training.keptEpoch(), reason);
      Map<String, Double> measures = new TreeMap<>(start.measures());
      measures.putAll(Measures.of(model, chosen, data));
      return new TrainingRun(model, record(chosen, data, ending, measures));
    }
  }

  private Start start(TrainOptions chosen, TrainingData data) {
    if (goesOn) {
      return Start.from(Weights.of(model));
    }
    return model.family() instanceof Stacked stacked
            && model.architecture() instanceof DenseSpec spec
        ? new GreedyLayers(model, spec, stacked, chosen, List.copyOf(listeners), checkpoint)
            .run(data)
        : Start.NEW;
  }

  /** How a run ended. */
  private record Ending(List<EpochRecord> history, int keptEpoch, StopReason reason) {}

  private TrainingRecord record(
      TrainOptions o, TrainingData data, Ending ending, Map<String, Double> measures) {
    List<EpochRecord> history = ending.history();
    return new TrainingRecord(
        o.seed(),
        o.loss().id(),
        o.optimizer().toString(),
        o.schedule().toString(),
        o.clipping().toString(),
        o.penalty().toString(),
        o.optimizer().learningRate(),
        o.batchSize(),
        o.epochs(),
        data.trainRows().length,
        data.validationRows().length,
        history,
        Verdict.bestEpoch(history),
        ending.keptEpoch(),
        ending.reason(),
        Verdict.of(history, o.patience() > 0),
        o.adversary().text(),
        o.curriculum().text(),
        measures,
        notes);
  }
}
