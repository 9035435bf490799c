package dev.hourglass.tasks.anomaly;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import dev.hourglass.tasks.metrics.Quantiles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A scale that a few strange rows hardly change and in which nothing is far away: asinh((x -
 * median) / deviation), which is about the number of deviations near 0 and the logarithm of twice
 * that far from it. For normal numbers the deviation is the standard one.
 *
 * @param median of the columns, [D]
 * @param deviation of the columns, above 0, [D]
 */
record MedianScale(float[] median, float[] deviation) {
  /** What mean absolute deviations of normal numbers are to be multiplied by: sqrt(pi / 2). */
  private static final double NORMAL = Math.sqrt(Math.PI / 2);

  private static final String MEDIAN = "robust.median";
  private static final String DEVIATION = "robust.deviation";

  /**
   * The scale of rows [N, D], N at least 1. A column whose numbers are all the same is not divided.
   */
  static MedianScale fit(NDArray rows) {
    int count = rows.shape().dim(0);
    int columns = rows.shape().dim(1);
    float[] median = new float[columns];
    float[] deviation = new float[columns];
    double[] column = new double[count];
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < count; i++) {
        column[i] = rows.data()[i * columns + j];
      }
      median[j] = (float) Quantiles.of(column, 0.5);
      double sum = 0;
      for (double x : column) {
        sum += Math.abs(x - median[j]);
      }
      float spread = (float) (NORMAL * sum / count);
      deviation[j] = spread > Float.MIN_NORMAL ? spread : 1;
    }
    return new MedianScale(median, deviation);
  }

  MedianScale {
    for (float d : deviation) {
      if (!(d > 0)) {
        throw new IllegalArgumentException("a column is divided by what is above 0, got " + d);
      }
    }
  }

  /** Of tensors by name, as {@link #tensors} gave them. */
  static MedianScale of(Map<String, NDArray> tensors) {
    return new MedianScale(
        Objects.requireNonNull(tensors.get(MEDIAN)).data(),
        Objects.requireNonNull(tensors.get(DEVIATION)).data());
  }

  Map<String, NDArray> tensors() {
    Map<String, NDArray> tensors = new LinkedHashMap<>(); // files keep the order
    tensors.put(MEDIAN, NDArray.of(median, median.length));
    tensors.put(DEVIATION, NDArray.of(deviation, deviation.length));
    return tensors;
  }

  /** The shapes of the tensors, by name. */
  static Map<String, Shape> shapes(int columns) {
    Shape shape = Shape.of(columns);
    return Map.of(MEDIAN, shape, DEVIATION, shape);
  }

  /** Rows [N, D] in this scale: a new array. */
  NDArray applied(NDArray rows) {
    float[] scaled = new float[rows.data().length];
    for (int i = 0; i < scaled.length; i++) {
      int j = i % median.length;
      scaled[i] = (float) asinh(((double) rows.data()[i] - median[j]) / deviation[j]);
    }
    return new NDArray(rows.shape(), scaled);
  }

  /** Rows [N, D] in their own scale again: a new array. */
  NDArray inverted(NDArray scaled) {
    float[] rows = new float[scaled.data().length];
    for (int i = 0; i < rows.length; i++) {
      int j = i % median.length;
      rows[i] = (float) (StrictMath.sinh(scaled.data()[i]) * deviation[j] + median[j]);
    }
    return new NDArray(scaled.shape(), rows);
  }

  private static double asinh(double x) {
    double size = Math.abs(x);
    return Math.copySign(
        StrictMath.log1p(size + size * size / (1 + Math.sqrt(1 + size * size))), x);
  }
}
