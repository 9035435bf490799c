package dev.hourglass.cli;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.TrainingRecord;
import dev.hourglass.autoencoders.supervised.Accuracy;
import dev.hourglass.autoencoders.supervised.Labelled;
import dev.hourglass.autoencoders.supervised.Predictor;
import dev.hourglass.autoencoders.supervised.Targets;
import dev.hourglass.autoencoders.train.HeadTraining;
import dev.hourglass.autoencoders.train.Trainer;
import dev.hourglass.autoencoders.train.TrainingRun;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The second half of {@code train --classify} and {@code train --predict}: a head on the encoder.
 *
 * @param training rows with answers
 * @param validation the same, perhaps none
 * @param column where the answers are; null: beside the data
 */
record HeadRun(
    HeadFlags flags, Answers training, Optional<Answers> validation, @Nullable String column) {
  /** The note in a model file that says where the answers of its training were. */
  static final String NOTE = "answers";

  /** What is to be predicted, by the training rows. */
  Targets targets() {
    return flags.classify
        ? Targets.Classes.of(training.labels())
        : Targets.Quantity.of(String.valueOf(flags.predict), training.values());
  }

  TrainingRun fit(Autoencoder encoder, UnaryOperator<Trainer> settings) {
    Targets targets = targets();
    Optional<Labelled> kept = validation.map(v -> v.labelled(targets));
    return new HeadTraining(encoder, targets, flags.frozen)
        .fit(
            training.labelled(targets),
            kept,
            t -> column == null ? settings.apply(t) : settings.apply(t).note(NOTE, column));
  }

  /** Says how the head came out. */
  static void report(Map<String, Object> result, TrainingRun head) {
    TrainingRecord record = head.record();
    result.put("head", record.loss());
    result.put("head_epochs", record.history().size());
    result.put("head_train_loss", record.history().getLast().trainLoss());
    record
        .history()
        .getLast()
        .validationLoss()
        .ifPresent(v -> result.put("head_validation_loss", v));
    record.measures().forEach((name, value) -> result.put("head_" + name, value));
    result.put("head_stopped", record.stopped().toString().toLowerCase(Locale.ROOT));
    result.put("head_verdict", record.verdict());
  }

  /** Says how right a network is. */
  static void accuracy(
      Map<String, Object> result, String prefix, Autoencoder network, Answers answers) {
    Predictor predictor = Predictor.of(network);
    switch (answers.accuracy(predictor.targets(), predictor.predict(answers.dataset().rows()))) {
      case Accuracy.OfClasses c -> {
        result.put(prefix + "classification_error", c.error());
        result.put(prefix + "cross_entropy", c.crossEntropy());
        result.put(prefix + "majority_error", c.majorityError());
      }
      case Accuracy.OfQuantity q -> {
        result.put(prefix + "rmse", q.rootMeanSquaredError());
        result.put(prefix + "mae", q.meanAbsoluteError());
        result.put(prefix + "r2", Double.isNaN(q.r2()) ? null : q.r2());
      }
    }
  }
}
