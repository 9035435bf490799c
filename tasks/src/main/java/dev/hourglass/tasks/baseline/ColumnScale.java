package dev.hourglass.tasks.baseline;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.autoencoders.PreprocessingPlan;
import dev.hourglass.engine.NDArray;

/**
 * Standardising for detectors: mean 0 and variance 1 by column, but a column that is constant in
 * training is only moved. A row that differs there is strange, so the difference must not vanish.
 */
public final class ColumnScale {
  private ColumnScale() {}

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
