package dev.hourglass.tasks.anomaly;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.Neighbours;
import dev.hourglass.tasks.variational.VariationalAutoencoder;
import dev.hourglass.tasks.variational.VariationalOptions;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** How improbable a row is under the codes that it is given. */
record VariationalModel(VariationalAutoencoder model) implements RowModel {

  @Override
  public String id() {
    return AnomalyModel.Variational.ID;
  }

  @Override
  public double[] parts(NDArray rows, Neighbours nearest) {
    return model.columnParts(rows);
  }

  @Override
  public NDArray expected(NDArray rows, Neighbours nearest) {
    return model.expected(rows);
  }

  @Override
  public void describe(ObjectNode json) {
    VariationalOptions o = model.options();
    json.put("width", o.width())
        .put("code", o.code())
        .put("steps", o.steps())
        .put("batch_size", o.batchSize())
        .put("learning_rate", o.learningRate())
        .put("draws", o.draws())
        .put("seed", o.seed());
  }

  @Override
  public Map<String, NDArray> tensors() {
    return model.weights();
  }
}
