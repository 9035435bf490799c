package dev.hourglass.cli;

import dev.hourglass.engine.NDArray;
import java.util.Map;

/**
 * The rows that baselines are fitted on: those that the model was trained on where they can be read
 * again, else those that it is judged on.
 *
 * @param name what they are called
 */
record FittingRows(NDArray rows, String name) {

  /**
   * @param notes of the training record
   * @param rows that the model is judged on, called {@code data}
   * @param baseline what is fitted, for the word that says so
   */
  static FittingRows of(
      Map<String, String> notes, NDArray rows, String data, String baseline, Output output) {
    String trainedOn = notes.getOrDefault("data", data);
    try {
      NDArray training = trainedOn.equals(data) ? rows : Common.read(trainedOn).rows();
      String limit = notes.get("limit");
      if (limit != null) {
        training = TrainCommand.firstRows(training, Integer.parseInt(limit));
      }
      if (training.shape().dim(1) == rows.shape().dim(1)) {
        return new FittingRows(training, trainedOn);
      }
    } catch (IllegalArgumentException e) {
      output.say(
          "%s is fitted on %s: the training data %s cannot be read (%s)"
              .formatted(baseline, data, trainedOn, e.getMessage()));
    }
    return new FittingRows(rows, data);
  }
}
