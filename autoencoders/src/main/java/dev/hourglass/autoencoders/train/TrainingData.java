package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.NDArray;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the scale of the model, and which of them are for what.
 *
 * @param train N rows
 * @param trainRows which rows of {@code train} to learn from, ascending
 * @param validation Nv rows; the same as {@code train} when rows were split off
 * @param validationRows which rows of {@code validation} to validate on, empty for none
 * @param preprocessing fitted on the rows to learn from
 */
record TrainingData(
    Examples train,
    int[] trainRows,
    Examples validation,
    int[] validationRows,
    Preprocessing preprocessing) {
  private static final long SPLIT_STREAM = -1;

  /**
   * @param given in the units of the data; targets that are not the rows themselves are taken as
   *     they are
   */
  static TrainingData prepare(
      TrainOptions options,
      Architecture architecture,
      Examples given,
      @Nullable Examples validation) {
    requireSound("training", given, architecture);
    if (validation == null) {
      return split(options, given);
    }
    if (options.validationSplit() > 0) {
      throw new IllegalArgumentException(
          "give either validation data or a validation split, not both");
    }
    requireSound("validation", validation, architecture);
    int[] trainRows = range(given);
    Preprocessing fitted = options.preprocessing().fit(given.inputs(), trainRows);
    return new TrainingData(
        scaled(given, fitted), trainRows, scaled(validation, fitted), range(validation), fitted);
  }

  private static Examples scaled(Examples given, Preprocessing fitted) {
    NDArray rows = fitted.applied(given.inputs());
    return given.areToBeReconstructed()
        ? Examples.toReconstruct(rows)
        : new Examples(rows, given.targets());
  }

  private static TrainingData split(TrainOptions options, Examples given) {
    int[] order = range(given);
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
    Preprocessing fitted = options.preprocessing().fit(given.inputs(), trainRows);
    Examples scaled = scaled(given, fitted);
    return new TrainingData(scaled, trainRows, scaled, validationRows, fitted);
  }

  boolean hasValidation() {
    return validationRows.length > 0;
  }

  private static int[] range(Examples given) {
    return IntStream.range(0, given.count()).toArray();
  }

  private static void requireSound(String what, Examples given, Architecture architecture) {
    requireSound(what + " data", given.inputs(), architecture.inputWidth());
    if (given.areToBeReconstructed()) {
      if (!architecture.reconstructs()) {
        throw new IllegalArgumentException("a head needs targets for the rows: fit(rows, targets)");
      }
      return;
    }
    if (given.targets().shape().dim(0) != given.count()) {
      throw new IllegalArgumentException(
          "%s data: %d targets for %d rows"
              .formatted(what, given.targets().shape().dim(0), given.count()));
    }
    requireSound(what + " targets", given.targets(), architecture.outputWidth());
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
