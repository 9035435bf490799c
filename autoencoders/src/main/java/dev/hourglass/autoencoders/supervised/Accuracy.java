package dev.hourglass.autoencoders.supervised;

import dev.hourglass.engine.NDArray;
import java.util.Arrays;

/** How right a head is. Sums are float64. */
public sealed interface Accuracy {

  /**
   * Of a classifier.
   *
   * @param error share of rows whose most probable class is wrong
   * @param crossEntropy mean of -log of the right class's probability, which is moved into [1e-7,
   *     1]
   * @param majorityError the error of always saying the commonest class of these rows
   */
  record OfClasses(double error, double crossEntropy, double majorityError) implements Accuracy {
    private static final double LEAST = 1e-7;

    /**
     * @param probabilities [N, K]
     * @param labels N classes, from 0
     */
    public static OfClasses of(NDArray probabilities, int[] labels) {
      int[] said = Predictor.mostProbable(probabilities);
      int[] counts = new int[probabilities.shape().dim(1)];
      int wrong = 0;
      double entropy = 0;
      for (int i = 0; i < labels.length; i++) {
        wrong += said[i] == labels[i] ? 0 : 1;
        counts[labels[i]]++;
        entropy -= Math.log(Math.max(LEAST, probabilities.data()[i * counts.length + labels[i]]));
      }
      int commonest = Arrays.stream(counts).max().orElse(0);
      double n = labels.length;
      return new OfClasses(wrong / n, entropy / n, 1 - commonest / n);
    }
  }

  /**
   * Of a predicted quantity, in its units.
   *
   * @param rootMeanSquaredError of the predictions
   * @param meanAbsoluteError of the predictions
   * @param r2 1 - squared error / squared error of always saying these rows' mean; NaN where they
   *     are all the same
   */
  record OfQuantity(double rootMeanSquaredError, double meanAbsoluteError, double r2)
      implements Accuracy {

    /**
     * @param predictions [N, 1]
     * @param values N
     */
    public static OfQuantity of(NDArray predictions, float[] values) {
      double mean = 0;
      for (float v : values) {
        mean += v;
      }
      mean /= values.length;
      double squares = 0;
      double sizes = 0;
      double spread = 0;
      for (int i = 0; i < values.length; i++) {
        double error = (double) predictions.data()[i] - values[i];
        squares += error * error;
        sizes += Math.abs(error);
        spread += (values[i] - mean) * (values[i] - mean);
      }
      double n = values.length;
      double r2 = spread == 0 ? Double.NaN : 1 - squares / spread;
      return new OfQuantity(Math.sqrt(squares / n), sizes / n, r2);
    }
  }
}
