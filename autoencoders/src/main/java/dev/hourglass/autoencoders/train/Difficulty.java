package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.scheme.Curriculum;
import dev.hourglass.engine.Engine;
import java.util.List;

/** Chooses the rows of an epoch by a curriculum. */
final class Difficulty {
  private final Autoencoder model;
  private final TrainOptions options;
  private final TrainingData data;
  private final Progress progress;
  private final Engine engine;

  Difficulty(
      Autoencoder model,
      TrainOptions options,
      TrainingData data,
      Progress progress,
      Engine engine) {
    this.model = model;
    this.options = options;
    this.data = data;
    this.progress = progress;
    this.engine = engine;
    options.curriculum().scores().ifPresent(scores -> requireFits(scores, data.train().count()));
  }

  private static void requireFits(List<Float> scores, int rows) {
    if (scores.size() != rows) {
      throw new IllegalArgumentException(
          "the curriculum has %d scores for %d rows; give one score per row"
              .formatted(scores.size(), rows));
    }
  }

  /** The rows of the epoch under way, ascending. */
  int[] rows(int count) {
    int[] all = data.trainRows();
    if (count == all.length) {
      return all;
    }
    float[] difficulty =
        options.curriculum().scores().map(Difficulty::floats).orElseGet(this::measured);
    return Curriculum.easiest(all, difficulty, count);
  }

  /** As it was at the start of the epoch, even when a run goes on in the middle of it. */
  private float[] measured() {
    float[] difficulty = progress.difficulty();
    if (progress.step() == 0) {
      int count = data.trainRows().length;
      try (RowErrors errors =
          new RowErrors(model, options, data.train(), count, progress.state(), engine)) {
        errors.write(data.trainRows(), difficulty);
      }
    }
    return difficulty;
  }

  private static float[] floats(List<Float> scores) {
    float[] values = new float[scores.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = scores.get(i);
    }
    return values;
  }
}
