package dev.hourglass.tasks.denoising;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.random.Threefry;

/**
 * How badly a denoiser restores a row: the squared error at each of several noise levels, over its
 * mean for the training rows, averaged over levels. A training row has 1 on the mean.
 *
 * <p>At each level a row is disturbed twice, by one draw of noise and by its opposite; the draws
 * depend on the seed and are the same for all rows, so that a score is a function of the row alone.
 * At a low level a denoiser follows the training rows closely, as nearest neighbours do; at a high
 * one it knows their overall shape, as principal components do. A row without noise would not do:
 * in the middle of a ring of rows a denoiser stands still. May be shared by threads.
 *
 * <p>Legend: N rows, D columns.
 */
public final class DenoisingScore {
  private static final int STREAM = (1 << 25) + 16;
  private static final int[] SIGNS = {1, -1};

  private final DenoisingAutoencoder model;
  private final float[][] noise; // of the first sign at each level, [D]
  private final double[] weights; // of a squared error at each level

  private DenoisingScore(DenoisingAutoencoder model, int columns) {
    this.model = model;
    this.noise = new float[model.options().scoringLevels()][];
    this.weights = new double[noise.length];
    for (int k = 0; k < noise.length; k++) {
      noise[k] = noise(model.options(), k, columns);
    }
  }

  /** Standard normal draws (Box and Muller, 1958) times the level's deviation. */
  private static float[] noise(DenoisingOptions options, int look, int columns) {
    double deviation = options.noise().deviation(options.scoringLevel(look));
    float[] draws = new float[columns];
    for (int j = 0; j < columns; j++) {
      double u = 1 - Threefry.uniform(options.seed(), STREAM, look, 2 * j);
      double v = Threefry.uniform(options.seed(), STREAM, look, 2 * j + 1);
      double normal = Math.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * v);
      draws[j] = (float) (deviation * normal);
    }
    return draws;
  }

  /**
   * A score for rows like these.
   *
   * @param rows training rows, [N, D]
   */
  public static DenoisingScore fit(DenoisingAutoencoder model, NDArray rows) {
    DenoisingScore score = new DenoisingScore(model, rows.shape().dim(1));
    int count = rows.shape().dim(0);
    for (int k = 0; k < score.weights.length; k++) {
      double[] errors = new double[rows.data().length];
      score.addErrors(rows, k, 1, errors);
      double sum = 0;
      for (double e : errors) {
        sum += e;
      }
      score.weights[k] = count / Math.max(sum, Double.MIN_NORMAL) / score.weights.length;
    }
    return score;
  }

  /**
   * The score that had these weights.
   *
   * @param columns D
   * @param weights as {@link #weights} gave them, one for each look
   */
  public static DenoisingScore of(DenoisingAutoencoder model, int columns, double[] weights) {
    DenoisingScore score = new DenoisingScore(model, columns);
    if (weights.length != score.weights.length) {
      throw new IllegalArgumentException(
          "a denoising score of %d looks needs as many weights, got %d"
              .formatted(score.weights.length, weights.length));
    }
    System.arraycopy(weights, 0, score.weights, 0, weights.length);
    return score;
  }

  /** How much a squared error weighs at each look: a copy. */
  public double[] weights() {
    return weights.clone();
  }

  /** Adds the weighted squared errors of both disturbed rows at a level. */
  private void addErrors(NDArray rows, int look, double weight, double[] into) {
    int columns = noise[look].length;
    for (int sign : SIGNS) {
      float[] noisy = rows.data().clone();
      for (int i = 0; i < noisy.length; i++) {
        noisy[i] += sign * noise[look][i % columns];
      }
      NDArray disturbed = new NDArray(rows.shape(), noisy);
      float[] back = model.denoise(disturbed, model.options().scoringLevel(look)).data();
      for (int i = 0; i < into.length; i++) {
        double error = (double) rows.data()[i] - back[i];
        into[i] += weight * error * error;
      }
    }
  }

  /**
   * Each column's part of the score, row after row, [N * D]; a row's parts add up to its score.
   *
   * @param rows [N, D]
   */
  public double[] columnParts(NDArray rows) {
    double[] parts = new double[rows.data().length];
    for (int k = 0; k < weights.length; k++) {
      addErrors(rows, k, weights[k], parts);
    }
    return parts;
  }

  /** Scores of rows [N, D], [N]. */
  public double[] scores(NDArray rows) {
    double[] parts = columnParts(rows);
    int columns = rows.shape().dim(1);
    double[] scores = new double[rows.shape().dim(0)];
    for (int i = 0; i < parts.length; i++) {
      scores[i / columns] += parts[i];
    }
    return scores;
  }
}
