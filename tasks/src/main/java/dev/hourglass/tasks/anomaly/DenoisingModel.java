package dev.hourglass.tasks.anomaly;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.archive.DetectorParts;
import dev.hourglass.tasks.baseline.Neighbours;
import dev.hourglass.tasks.denoising.DenoisingAutoencoder;
import dev.hourglass.tasks.denoising.DenoisingOptions;
import dev.hourglass.tasks.denoising.DenoisingScore;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** How badly a row is restored, over noise levels. */
record DenoisingModel(DenoisingAutoencoder model, DenoisingScore score) implements RowModel {

  @Override
  public String id() {
    return AnomalyModel.Denoising.ID;
  }

  @Override
  public double[] parts(NDArray rows, Neighbours nearest) {
    return score.columnParts(rows);
  }

  @Override
  public NDArray expected(NDArray rows, Neighbours nearest) {
    return model.denoise(rows, model.options().noise().levels() / 2);
  }

  @Override
  public void describe(ObjectNode json) {
    DenoisingOptions o = model.options();
    json.put("width", o.width())
        .put("layers", o.layers())
        .put("noise_levels", o.noise().levels())
        .put("least_noise", o.noise().least())
        .put("greatest_noise", o.noise().greatest())
        .put("steps", o.steps())
        .put("batch_size", o.batchSize())
        .put("learning_rate", o.learningRate())
        .put("scoring_levels", o.scoringLevels())
        .put("seed", o.seed())
        .set("score_weights", DetectorParts.numbers(score.weights()));
  }

  @Override
  public Map<String, NDArray> tensors() {
    return model.weights();
  }
}
