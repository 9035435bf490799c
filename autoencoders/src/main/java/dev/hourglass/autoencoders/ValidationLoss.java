package dev.hourglass.autoencoders;

import dev.hourglass.engine.Engine;
import dev.hourglass.engine.State;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The loss over the validation rows, in chunks, weighted by rows in float64. */
final class ValidationLoss implements AutoCloseable {
  private final int[] rows;
  private final @Nullable BatchProgram full;
  private final @Nullable BatchProgram last;

  ValidationLoss(
      Autoencoder model, TrainOptions options, TrainingData data, State state, Engine engine) {
    this.rows = data.validationRows();
    int chunk = Math.min(Inference.CHUNK, rows.length);
    int rest = chunk == 0 ? 0 : rows.length % chunk;
    this.full =
        chunk == 0
            ? null
            : BatchProgram.evaluation(model, options, data.validation(), chunk, state, engine);
    this.last =
        rest == 0
            ? null
            : BatchProgram.evaluation(model, options, data.validation(), rest, state, engine);
  }

  /** Empty without validation rows. */
  OptionalDouble loss() {
    if (full == null) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    int from = 0;
    for (; from + full.count() <= rows.length; from += full.count()) {
      sum += (double) full.run(rows, from, 0, 0, 0) * full.count();
    }
    if (last != null) {
      sum += (double) last.run(rows, from, 0, 0, 0) * last.count();
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
