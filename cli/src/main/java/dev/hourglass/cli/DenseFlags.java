package dev.hourglass.cli;

import dev.hourglass.tasks.anomaly.AnomalyModel;
import dev.hourglass.tasks.mixed.MixedOptions;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * What {@code train --task anomaly} was told about the network of a dense model.
 *
 * @param layers widths of the encoder's layers, the last one that of the code; null: as usual
 * @param epochs null: as usual
 * @param batchSize null: as usual
 */
record DenseFlags(
    @Nullable List<Integer> layers, @Nullable Integer epochs, @Nullable Integer batchSize) {
  static final String LAYERS = "--layers";
  static final String EPOCHS = "--epochs";
  static final String BATCH_SIZE = "--batch-size";

  static DenseFlags of(ParseResult parsed) {
    int[] layers = parsed.matchedOptionValue(LAYERS, null);
    Integer epochs = parsed.matchedOptionValue(EPOCHS, null);
    Integer batchSize = parsed.matchedOptionValue(BATCH_SIZE, null);
    return new DenseFlags(
        layers == null ? null : Arrays.stream(layers).boxed().toList(), epochs, batchSize);
  }

  /** The model with what was said. */
  AnomalyModel applied(AnomalyModel model) {
    if (model instanceof AnomalyModel.Mixed mixed && epochs == null) {
      return mixed(mixed);
    }
    if (!(model instanceof AnomalyModel.Dense dense)) {
      requireNone("--model " + model.id());
      return model;
    }
    AnomalyModel.Dense result = layers == null ? dense : dense.withWidths(layers);
    result = epochs == null ? result : result.withEpochs(epochs);
    return batchSize == null ? result : result.withBatchSize(batchSize);
  }

  private AnomalyModel.Mixed mixed(AnomalyModel.Mixed model) {
    MixedOptions options = model.options();
    options = layers == null ? options : options.withWidths(layers);
    options = batchSize == null ? options : options.withBatchSize(batchSize);
    return new AnomalyModel.Mixed(options, model.layout());
  }

  void requireNone(String where) {
    if (layers != null || epochs != null || batchSize != null) {
      throw new Mistake(
          "%s, %s and %s mean nothing with %s; with --task anomaly they are for --model dense, %1$s and %3$s also for mixed"
              .formatted(LAYERS, EPOCHS, BATCH_SIZE, where));
    }
  }
}
