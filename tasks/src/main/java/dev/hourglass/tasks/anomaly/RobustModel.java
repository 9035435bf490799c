package dev.hourglass.tasks.anomaly;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.Neighbours;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Several autoencoders that learned from the most usual rows.
 *
 * @param scale what they see the rows in
 */
record RobustModel(MedianScale scale, EnsembleModel members) implements RowModel {

  @Override
  public String id() {
    return AnomalyModel.Robust.ID;
  }

  @Override
  public double[] parts(NDArray rows, Neighbours nearest) {
    return members.parts(scale.applied(rows), nearest);
  }

  @Override
  public NDArray expected(NDArray rows, Neighbours nearest) {
    return scale.inverted(members.expected(scale.applied(rows), nearest));
  }

  @Override
  public void describe(ObjectNode json) {
    members.describe(json);
  }

  @Override
  public Map<String, NDArray> tensors() {
    Map<String, NDArray> tensors = new LinkedHashMap<>(members.tensors());
    tensors.putAll(scale.tensors());
    return tensors;
  }
}
