package dev.hourglass.tasks.baseline;

import dev.hourglass.autoencoders.baseline.Pca;
import dev.hourglass.engine.NDArray;

/**
 * Reconstruction error of principal component analysis: the best linear autoencoder.
 *
 * @param share how much of the variance the kept components explain at least, in (0, 1)
 */
public record PcaResidual(double share) implements Detector {
  /** Components for nine tenths of the variance. */
  public static final PcaResidual DEFAULTS = new PcaResidual(0.9);

  public PcaResidual {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "PCA: the share of variance must be between 0 and 1, got " + share);
    }
  }

  @Override
  public String id() {
    return "pca";
  }

  @Override
  public Fitted fit(NDArray rows) {
    int columns = Rows.requireFit(id(), rows).shape().dim(1);
    Pca pca = components(rows);
    return r -> errors(Rows.requireColumns(id(), r, columns), pca.reconstruct(r));
  }

  /** The components of rows [N, D] that explain the share. */
  public Pca components(NDArray rows) {
    int columns = rows.shape().dim(1);
    Pca whole = Pca.fit(rows, columns);
    double[] explained = whole.explained();
    int components = 0;
    double sum = 0;
    while (components < Math.max(1, columns - 1) && sum < share) {
      sum += explained[components++];
    }
    return whole.first(components);
  }

  /** Mean squared difference of each row. */
  private static double[] errors(NDArray rows, NDArray other) {
    int columns = rows.shape().dim(1);
    double[] errors = new double[rows.shape().dim(0)];
    for (int i = 0; i < errors.length; i++) {
      double sum = 0;
      for (int j = i * columns; j < (i + 1) * columns; j++) {
        double difference = (double) rows.data()[j] - other.data()[j];
        sum += difference * difference;
      }
      errors[i] = sum / columns;
    }
    return errors;
  }
}
