package dev.hourglass.autoencoders;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a model was trained, as kept in its file.
 *
 * @param seed of everything random
 * @param loss such as {@code bce}
 * @param optimizer with its settings, such as {@code Adam[learningRate=0.001, ...]}
 * @param schedule of the learning rate
 * @param clipping of the gradient
 * @param penalty on weights
 * @param learningRate before the schedule
 * @param batchSize rows per step
 * @param epochs how many were asked for
 * @param rows of training data
 * @param validationRows 0 without validation data
 * @param history one record per epoch done
 * @param bestEpoch the epoch of the lowest validation loss (without validation: training loss), 0
 *     if none was done
 * @param keptEpoch the epoch whose weights the model has; the best one under early stopping, else
 *     the last one
 * @param stopped why training ended
 * @param verdict one sentence on overfitting; the rule is in the class {@code train.Verdict}
 * @param adversary such as {@code fgsm:0.1}, or {@code none}
 * @param curriculum such as {@code 0.3:5}, or {@code none}
 * @param measures losses under the family's noise or under attack, where there is either; sorted by
 *     name
 * @param notes anything the caller wants kept, such as the name of the data; sorted by key
 */
public record TrainingRecord(
    long seed,
    String loss,
    String optimizer,
    String schedule,
    String clipping,
    String penalty,
    double learningRate,
    int batchSize,
    int epochs,
    long rows,
    long validationRows,
    List<EpochRecord> history,
    int bestEpoch,
    int keptEpoch,
    StopReason stopped,
    String verdict,
    String adversary,
    String curriculum,
    Map<String, Double> measures,
    Map<String, String> notes) {

  public TrainingRecord {
    history = List.copyOf(history);
    measures = java.util.Collections.unmodifiableMap(new TreeMap<>(measures));
    notes = java.util.Collections.unmodifiableMap(new TreeMap<>(notes));
  }
}
