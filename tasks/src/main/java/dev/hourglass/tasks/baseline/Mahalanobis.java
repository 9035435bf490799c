package dev.hourglass.tasks.baseline;

import dev.hourglass.autoencoders.baseline.Pca;
import dev.hourglass.engine.NDArray;

/**
 * Distance from the mean in units of the covariance (Mahalanobis, 1936). The covariance is shrunk
 * towards a multiple of the identity by the share of Ledoit and Wolf ("A well-conditioned estimator
 * for large-dimensional covariance matrices", 2004), so that it can be inverted whatever the rows.
 */
public record Mahalanobis() implements Detector {
  /** Below this share of the mean variance a direction counts as one without variance. */
  private static final double FLOOR = 1e-9;

  @Override
  public String id() {
    return "mahalanobis";
  }

  @Override
  public Fitted fit(NDArray rows) {
    int columns = Rows.requireFit(id(), rows).shape().dim(1);
    Pca pca = Pca.fit(rows, columns);
    double[] variances = shrunk(pca, rows);
    return r -> distances(pca.project(Rows.requireColumns(id(), r, columns)), variances);
  }

  private static double[] distances(NDArray codes, double[] variances) {
    double[] distances = new double[codes.shape().dim(0)];
    for (int i = 0; i < distances.length; i++) {
      double sum = 0;
      for (int k = 0; k < variances.length; k++) {
        double c = codes.data()[i * variances.length + k];
        sum += c * c / variances[k];
      }
      distances[i] = Math.sqrt(sum);
    }
    return distances;
  }

  /** Variances along the components, divided by N, after shrinking. */
  private static double[] shrunk(Pca pca, NDArray rows) {
    int n = rows.shape().dim(0);
    double[] variances = pca.variances();
    double trace = 0;
    double squares = 0;
    for (int k = 0; k < variances.length; k++) {
      variances[k] *= (n - 1.0) / n;
      trace += variances[k];
      squares += variances[k] * variances[k];
    }
    double mean = trace / variances.length;
    double spread = squares - mean * trace; // ||S - mean I||²
    double share =
        spread <= 0 ? 1 : Math.clamp((fourthPowers(pca, rows) / n - squares) / n / spread, 0, 1);
    double floor = mean > 0 ? FLOOR * mean : 1;
    for (int k = 0; k < variances.length; k++) {
      variances[k] = Math.max((1 - share) * variances[k] + share * mean, floor);
    }
    return variances;
  }

  /** Sum over rows of ||x - mean||⁴. */
  private static double fourthPowers(Pca pca, NDArray rows) {
    NDArray codes = pca.project(rows);
    int columns = codes.shape().dim(1);
    double sum = 0;
    for (int i = 0; i < codes.data().length; i += columns) {
      double square = 0;
      for (int j = i; j < i + columns; j++) {
        square += (double) codes.data()[j] * codes.data()[j];
      }
      sum += square * square;
    }
    return sum;
  }
}
