package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.NDArray;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the scale of the model, and which of them are for what.
 *
 * @param train [N, D]
 * @param trainRows which rows of {@code train} to learn from, ascending
 * @param validation [Nv, D]; the same array as {@code train} when rows were split off
 * @param validationRows which rows of {@code validation} to validate on, empty for none
 * @param preprocessing fitted on the rows to learn from
 */
record TrainingData(
    NDArray train,
    int[] trainRows,
    NDArray validation,
    int[] validationRows,
    Preprocessing preprocessing) {
  private static final long SPLIT_STREAM = -1;

  static TrainingData prepare(
      TrainOptions options, int width, NDArray rows, @Nullable NDArray validation) {
    requireSound("training data", rows, width);
    if (validation == null) {
      return split(options, rows);
    }
    if (options.validationSplit() > 0) {
      throw new IllegalArgumentException(
          "give either validation data or a validation split, not both");
    }
    requireSound("validation data", validation, width);
    int[] trainRows = range(rows);
    Preprocessing fitted = options.preprocessing().fit(rows, trainRows);
    return new TrainingData(
        fitted.applied(rows), trainRows, fitted.applied(validation), range(validation), fitted);
  }

  private static TrainingData split(TrainOptions options, NDArray rows) {
    int[] order = range(rows);
    int kept = Math.toIntExact(Math.round(order.length * options.validationSplit()));
    if (options.validationSplit() > 0 && (kept == 0 || kept == order.length)) {
      throw new IllegalArgumentException(
          "a validation split of %s of %d rows leaves %d for validation; both parts need a row or more"
              .formatted(options.validationSplit(), order.length, kept));
    }
    if (kept > 0) {
      Shuffle.shuffle(order, options.seed(), SPLIT_STREAM);
    }
    int[] validationRows = Arrays.copyOf(order, kept);
    int[] trainRows = Arrays.copyOfRange(order, kept, order.length);
    Arrays.sort(validationRows);
    Arrays.sort(trainRows);
    Preprocessing fitted = options.preprocessing().fit(rows, trainRows);
    NDArray scaled = fitted.applied(rows);
    return new TrainingData(scaled, trainRows, scaled, validationRows, fitted);
  }

  boolean hasValidation() {
    return validationRows.length > 0;
  }

  private static int[] range(NDArray rows) {
    return IntStream.range(0, rows.shape().dim(0)).toArray();
  }

  private static void requireSound(String what, NDArray rows, int width) {
    if (rows.shape().rank() != 2 || rows.shape().dim(1) != width) {
      throw new IllegalArgumentException(
          "%s: the model takes rows of shape [N, %d], got %s; change the first width of the model or the columns of the data"
              .formatted(what, width, rows.shape()));
    }
    float[] data = rows.data();
    for (int i = 0; i < data.length; i++) {
      if (!Float.isFinite(data[i])) {
        throw new IllegalArgumentException(
            "%s, row %d, column %d: found %s, expected a finite number; mend or drop the row"
                .formatted(what, i / width + 1, i % width + 1, data[i]));
      }
    }
  }
}
