package dev.hourglass.tasks.baseline;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.autoencoders.PreprocessingPlan;
import dev.hourglass.engine.NDArray;
import java.util.Arrays;

/**
 * Standardising for detectors: mean 0 and variance 1 by column, but a column that is constant in
 * training is only moved. A row that differs there is strange, so the difference must not vanish.
 */
public final class ColumnScale {
  private ColumnScale() {}

  /**
   * One mean and one deviation for all numbers of rows [N, D], for columns in the same unit whose
   * course within a row means something.
   */
  public static Preprocessing.Standardise common(NDArray rows) {
    double[] numbers = wide(rows);
    double mean = Arrays.stream(numbers).average().orElse(0);
    double variance = Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).average().orElse(0);
    int columns = rows.shape().dim(1);
    float[] means = new float[columns];
    float[] deviations = new float[columns];
    Arrays.fill(means, (float) mean);
    Arrays.fill(deviations, variance > 0 ? (float) Math.sqrt(variance) : 1);
    return new Preprocessing.Standardise(means, deviations);
  }

  private static double[] wide(NDArray rows) {
    double[] wide = new double[rows.data().length];
    Arrays.setAll(wide, i -> rows.data()[i]);
    return wide;
  }

  /** Means and deviations of the columns of rows [N, D]; a deviation of 0 becomes 1. */
  public static Preprocessing.Standardise fit(NDArray rows) {
    Preprocessing plan = PreprocessingPlan.parse("standardise").fit(rows);
    if (!(plan instanceof Preprocessing.Standardise(float[] mean, float[] fitted))) {
      throw new IllegalStateException("standardising gave " + plan.id());
    }
    float[] deviation = fitted.clone();
    for (int j = 0; j < deviation.length; j++) {
      deviation[j] = deviation[j] == 0 ? 1 : deviation[j];
    }
    return new Preprocessing.Standardise(mean, deviation);
  }
}
