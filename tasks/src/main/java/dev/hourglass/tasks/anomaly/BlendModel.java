package dev.hourglass.tasks.anomaly;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.Neighbours;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * How badly a row is rebuilt together with how far from the training rows it lies: sqrt(e / usual
 * e) * d / usual d, with e the score of a model and d the distance to the k-th nearest reference
 * row. The order is that of {@code Blended}; a usual row has about 1. A column's part is the score
 * times the mean of its shares of e and of d².
 *
 * @param k 1 or more
 * @param usualError median e of held-out rows, above 0
 * @param usualDistance median d of held-out rows, above 0
 */
record BlendModel(
    RowModel base, Reference reference, int k, double usualError, double usualDistance)
    implements RowModel {
  /** Below this share of its median a score says no more. */
  private static final double FLOOR = 0.01;

  @Override
  public String id() {
    return base.id() + AnomalyModel.AND_DISTANCE;
  }

  @Override
  public int neighbours() {
    return k;
  }

  @Override
  public double[] parts(NDArray rows, Neighbours nearest) {
    int columns = rows.shape().dim(1);
    double[] parts = base.parts(rows, nearest);
    for (int i = 0; i < nearest.rows(); i++) {
      blend(rows.data(), i * columns, columns, nearest, i, parts);
    }
    return parts;
  }

  private void blend(
      float[] rows, int first, int columns, Neighbours nearest, int row, double[] parts) {
    int last = Math.min(k, nearest.k()) - 1;
    float[] other = reference.rows().data();
    int otherFirst = nearest.index(row, last) * columns;
    double distance = nearest.distance(row, last);
    double error = 0;
    for (int j = first; j < first + columns; j++) {
      error += parts[j];
    }
    double score = Math.sqrt(error / usualError + FLOOR) * (distance / usualDistance + FLOOR);
    for (int j = 0; j < columns; j++) {
      double difference = (double) rows[first + j] - other[otherFirst + j];
      double ofError = error > 0 ? parts[first + j] / error : 1.0 / columns;
      double ofDistance = distance > 0 ? difference * difference / (distance * distance) : ofError;
      parts[first + j] = score * (ofError + ofDistance) / 2;
    }
  }

  @Override
  public NDArray expected(NDArray rows, Neighbours nearest) {
    return base.expected(rows, nearest);
  }

  @Override
  public void describe(ObjectNode json) {
    base.describe(json);
    json.put("k", k).put("usual_error", usualError).put("usual_distance", usualDistance);
  }

  @Override
  public Map<String, NDArray> tensors() {
    return base.tensors();
  }
}
