package dev.hourglass.cli;

import dev.hourglass.autoencoders.supervised.Accuracy;
import dev.hourglass.autoencoders.supervised.Labelled;
import dev.hourglass.autoencoders.supervised.Targets;
import dev.hourglass.data.Dataset;
import dev.hourglass.engine.NDArray;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows and what is known of each.
 *
 * @param data what the user called them
 * @param dataset the rows, without the column of answers
 * @param values an answer for each row
 */
record Answers(String data, Dataset dataset, float[] values) {

  /**
   * Takes the answers out of data.
   *
   * @param column where they are; null: the labels that came with the data
   */
  static Answers of(String data, Dataset dataset, @Nullable String column) {
    if (column == null) {
      int[] labels =
          dataset
              .labels()
              .orElseThrow(() ->
                  new Mistake(
                      "%s comes without labels; name their column by --label".formatted(data)));
      float[] values = new float[labels.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = labels[i];
      }
      return new Answers(data, dataset, values);
    }
    int at = dataset.columns().indexOf(column);
    if (at < 0) {
      throw new Mistake(
          "%s has no column \"%s\"; it has %s"
              .formatted(data, column, AnswerColumns.some(dataset.columns())));
    }
    if (dataset.columns().size() == 1) {
      throw new Mistake("%s has no column besides \"%s\"".formatted(data, column));
    }
    return new Answers(
        data, AnswerColumns.without(dataset, at), AnswerColumns.column(dataset.rows(), at));
  }

  /** The first rows, at most. */
  Answers first(int limit) {
    int n = Math.min(limit, values.length);
    NDArray rows = TrainCommand.firstRows(dataset.rows(), limit);
    Dataset fewer =
        new Dataset(rows, Optional.empty(), dataset.name(), dataset.columns(), dataset.image());
    return new Answers(data, fewer, Arrays.copyOf(values, n));
  }

  /** The answers as class labels. */
  int[] labels() {
    int[] labels = new int[values.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (int) values[i];
      if (labels[i] != values[i]) {
        throw new Mistake(
            "%s, row %d: the label is %s, but classes are whole numbers; number them, or use --predict for quantities"
                .formatted(data, i + 1, values[i]));
      }
    }
    return labels;
  }

  Labelled labelled(Targets targets) {
    NDArray right =
        switch (targets) {
          case Targets.Classes classes -> classes.oneHot(labels());
          case Targets.Quantity quantity -> quantity.standardised(values);
        };
    return new Labelled(dataset.rows(), right);
  }

  /**
   * How right predictions are.
   *
   * @param predictions as of {@link dev.hourglass.autoencoders.supervised.Predictor#predict}
   */
  Accuracy accuracy(Targets targets, NDArray predictions) {
    return switch (targets) {
      case Targets.Classes classes -> Accuracy.OfClasses.of(predictions, classes.indices(labels()));
      case Targets.Quantity _ -> Accuracy.OfQuantity.of(predictions, values);
    };
  }
}
