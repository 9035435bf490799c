package dev.hourglass.autoencoders;

import dev.hourglass.engine.NDArray;

/**
 * How well a model reconstructs, in the scale of the model (after preprocessing), where the loss is
 * measured too. Sums are float64.
 *
 * @param mse mean squared error over all numbers
 * @param bce mean binary cross-entropy over all numbers, the reconstruction moved into [1e-7, 1 -
 *     1e-7]; NaN unless all data lie in [0, 1]
 * @param rows how many rows were looked at
 */
public record Metrics(double mse, double bce, long rows) {
  private static final double EDGE = 1e-7;

  /** Streams the rows [N, D], in the units of the data, through the model, 1,024 at a time. */
  public static Metrics of(Autoencoder model, NDArray rows) {
    return of(model, Inference.Function.RECONSTRUCT, rows, 0);
  }

  /**
   * Of reconstructions of damaged rows, against the rows [N, D] as they are: damaged as the model's
   * family does it in training, and the same for the same seed.
   */
  public static Metrics underNoise(Autoencoder model, NDArray rows, long seed) {
    return of(model, Inference.Function.RESTORE, rows, seed);
  }

  /**
   * Of reconstructions of damaged rows, against the rows as they are.
   *
   * @param damaged what the model sees, [N, D]
   * @param rows what should come out, [N, D]; both in the units of the data
   */
  public static Metrics ofDamaged(Autoencoder model, NDArray damaged, NDArray rows) {
    float[] right = model.preprocessing().applied(rows).data();
    Sums sums = new Sums();
    sums.add(right, model.preprocessing().applied(model.reconstruct(damaged)).data(), right.length);
    return sums.metrics(rows);
  }

  /** The mean squared error alone, which costs less. */
  public static double meanSquaredError(Autoencoder model, NDArray rows) {
    double sum = 0;
    for (float error : model.reconstructionError(rows)) {
      sum += error;
    }
    return sum / rows.shape().dim(0);
  }

  private static Metrics of(
      Autoencoder model, Inference.Function function, NDArray rows, long seed) {
    model.inference().requireReconstruction(Inference.Function.ERROR);
    Sums sums = new Sums();
    int width = model.architecture().inputWidth();
    model.inference().visit(function, rows, seed, (x, y, count) -> sums.add(x, y, count * width));
    return sums.metrics(rows);
  }

  private static final class Sums {
    double squares;
    double crossEntropy;
    boolean inUnitInterval = true;

    Metrics metrics(NDArray rows) {
      double numbers = rows.shape().size();
      return new Metrics(
          squares / numbers,
          inUnitInterval ? crossEntropy / numbers : Double.NaN,
          rows.shape().dim(0));
    }

    void add(float[] x, float[] y, int count) {
      for (int i = 0; i < count; i++) {
        double error = (double) y[i] - x[i];
        squares += error * error;
        inUnitInterval &= x[i] >= 0 && x[i] <= 1;
      }
      if (inUnitInterval) {
        for (int i = 0; i < count; i++) {
          crossEntropy += crossEntropy(x[i], Math.clamp(y[i], EDGE, 1 - EDGE));
        }
      }
    }

    /**
     * -(t log p + (1 - t) log(1 - p)); pictures are full of 0 and 1, which need one logarithm only.
     * 1 - p loses nothing: p has the digits of a float.
     */
    private static double crossEntropy(float t, double p) {
      double ofOne = t == 0 ? 0 : t * Math.log(p);
      double ofZero = t == 1 ? 0 : (1 - t) * Math.log(1 - p);
      return -(ofOne + ofZero);
    }
  }
}
