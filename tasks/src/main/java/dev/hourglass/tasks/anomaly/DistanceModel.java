package dev.hourglass.tasks.anomaly;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.Neighbours;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * The distance to the k-th nearest reference row; a column's part is its share of the squared
 * distance.
 *
 * @param k 1 or more
 */
record DistanceModel(Reference reference, int k) implements RowModel {

  @Override
  public String id() {
    return AnomalyModel.Distance.ID;
  }

  @Override
  public int neighbours() {
    return k;
  }

  @Override
  public double[] parts(NDArray rows, Neighbours nearest) {
    int columns = rows.shape().dim(1);
    double[] parts = new double[rows.data().length];
    float[] others = reference.rows().data();
    int last = Math.min(k, nearest.k()) - 1;
    for (int i = 0; i < nearest.rows(); i++) {
      double distance = nearest.distance(i, last);
      int other = nearest.index(i, last) * columns;
      for (int j = 0; j < columns && distance > 0; j++) {
        double difference = (double) rows.data()[i * columns + j] - others[other + j];
        parts[i * columns + j] = difference * difference / distance;
      }
    }
    return parts;
  }

  /** The nearest row. */
  @Override
  public NDArray expected(NDArray rows, Neighbours nearest) {
    int columns = rows.shape().dim(1);
    NDArray expected = NDArray.zeros(rows.shape());
    for (int i = 0; i < nearest.rows(); i++) {
      int first = nearest.index(i, 0) * columns;
      System.arraycopy(reference.rows().data(), first, expected.data(), i * columns, columns);
    }
    return expected;
  }

  @Override
  public void describe(ObjectNode json) {
    json.put("k", k);
  }

  @Override
  public Map<String, NDArray> tensors() {
    return Map.of();
  }
}
