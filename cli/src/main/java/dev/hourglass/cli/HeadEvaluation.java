package dev.hourglass.cli;

import dev.hourglass.autoencoders.file.LoadedModel;
import dev.hourglass.autoencoders.supervised.Accuracy;
import dev.hourglass.autoencoders.supervised.Predictor;
import dev.hourglass.autoencoders.supervised.Targets;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.NeighbourVote;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code evaluate} for a model with a head: how right it is, beside the five nearest training rows.
 *
 * @param label the column of the answers; null: as in training
 */
record HeadEvaluation(
    Path model,
    LoadedModel loaded,
    String data,
    @Nullable String label,
    Optional<Harm> harm,
    Output output) {
  private static final int NEIGHBOURS = 5;
  private static final int MOST_ROWS = 20_000;

  void run() {
    String column = label == null ? loaded.record().notes().get(HeadRun.NOTE) : label;
    Answers answers = Answers.of(data, Common.read(data), column);
    EvaluateCommand.matching(loaded.model(), model, answers.dataset().rows(), data);
    Map<String, Object> result = new LinkedHashMap<>();
    HeadRun.accuracy(result, "", loaded.model(), answers);
    harm.ifPresent(h -> HeadRun.accuracy(result, "noisy_", loaded.model(), h.to(answers)));
    result.put("rows", answers.values().length);
    baseline(result, answers, column);
    output.result(result);
  }

  private void baseline(Map<String, Object> result, Answers answers, @Nullable String column) {
    String trainedOn = loaded.record().notes().getOrDefault("data", data);
    if (trainedOn.equals(data)) {
      return; // each row would find itself
    }
    Answers training;
    try {
      training = Answers.of(trainedOn, Common.read(trainedOn), column);
      String limit = loaded.record().notes().get("limit");
      int most = limit == null ? MOST_ROWS : Math.min(MOST_ROWS, Integer.parseInt(limit));
      training = training.first(most);
    } catch (IllegalArgumentException e) {
      output.say(
          "no baseline: the training data %s cannot be read (%s)"
              .formatted(trainedOn, e.getMessage()));
      return;
    }
    if (training.dataset().columns().size() != answers.dataset().columns().size()) {
      return;
    }
    Targets targets = Predictor.of(loaded.model()).targets();
    NeighbourVote vote = NeighbourVote.of(training.dataset().rows(), NEIGHBOURS);
    NDArray rows = answers.dataset().rows();
    switch (targets) {
      case Targets.Classes classes -> {
        NDArray shares = vote.shares(rows, classes.indices(training.labels()), classes.count());
        Accuracy.OfClasses accuracy = (Accuracy.OfClasses) answers.accuracy(targets, shares);
        result.put("nearest_neighbours_error", accuracy.error());
      }
      case Targets.Quantity _ -> {
        NDArray means = vote.means(rows, training.values());
        Accuracy.OfQuantity accuracy = (Accuracy.OfQuantity) answers.accuracy(targets, means);
        result.put("nearest_neighbours_rmse", accuracy.rootMeanSquaredError());
      }
    }
    result.put("nearest_neighbours_among", training.values().length);
  }
}
