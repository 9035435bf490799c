package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.engine.Engine;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.State;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The loss over some rows, in chunks, weighted by rows in float64. */
final class MeanLoss implements AutoCloseable {
  private final int[] rows;
  private final long seed;
  private final @Nullable BatchProgram full;
  private final @Nullable BatchProgram last;

  private MeanLoss(
      Autoencoder model,
      TrainOptions options,
      View view,
      Examples data,
      int[] rows,
      State state,
      Engine engine) {
    this.rows = rows;
    this.seed = options.seed();
    int chunk = Math.min(Batch.CHUNK, rows.length);
    int rest = chunk == 0 ? 0 : rows.length % chunk;
    this.full =
        chunk == 0
            ? null
            : BatchProgram.evaluation(model, options, view, data, chunk, state, engine);
    this.last =
        rest == 0 ? null : BatchProgram.evaluation(model, options, view, data, rest, state, engine);
  }

  /** Over the clean validation rows, perhaps none. */
  static MeanLoss ofValidation(
      Autoencoder model, TrainOptions options, TrainingData data, State state, Engine engine) {
    return new MeanLoss(
        model, options, View.CLEAN, data.validation(), data.validationRows(), state, engine);
  }

  /** Over the validation rows or, where there are none, over the training rows. */
  static MeanLoss of(
      Autoencoder model,
      TrainOptions options,
      View view,
      TrainingData data,
      State state,
      Engine engine) {
    return data.hasValidation()
        ? new MeanLoss(
            model, options, view, data.validation(), data.validationRows(), state, engine)
        : new MeanLoss(model, options, view, data.train(), data.trainRows(), state, engine);
  }

  /** Of a trained model, once; NaN without rows. */
  static double once(Autoencoder model, TrainOptions options, View view, TrainingData data) {
    Engine engine = Engines.compiled(options.threads());
    try (MeanLoss loss = of(model, options, view, data, model.state(), engine)) {
      return loss.value().orElse(Double.NaN);
    }
  }

  /** Empty without rows. */
  OptionalDouble value() {
    if (full == null) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    int from = 0;
    for (; from + full.count() <= rows.length; from += full.count()) {
      sum += (double) full.run(rows, from, seed, -1 - from, 0) * full.count();
    }
    if (last != null) {
      sum += (double) last.run(rows, from, seed, -1 - from, 0) * last.count();
    }
    return OptionalDouble.of(sum / rows.length);
  }

  @Override
  public void close() {
    if (full != null) {
      full.close();
    }
    if (last != null) {
      last.close();
    }
  }
}
