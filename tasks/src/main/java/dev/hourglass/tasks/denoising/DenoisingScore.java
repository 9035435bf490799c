package dev.hourglass.tasks.denoising;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.random.Threefry;
import java.util.Arrays;

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

  /** Rows that are looked at together. */
  private static final int TOGETHER = 128;

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
    double[] sums = new double[score.weights.length];
    score.look(rows, (k, _, square) -> sums[k] += square);
    for (int k = 0; k < sums.length; k++) {
      double mean = sums[k] / rows.shape().dim(0);
      score.weights[k] = 1 / Math.max(mean, Double.MIN_NORMAL) / sums.length;
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

  /** Takes the squared error of one number of the rows at one look. */
  private interface Squares {
    void add(int look, int number, double square);
  }

  /** Looks at all rows at all levels; those of few rows are restored together. */
  private void look(NDArray rows, Squares squares) {
    int columns = rows.shape().dim(1);
    int count = rows.shape().dim(0);
    int looks = weights.length * SIGNS.length;
    for (int from = 0; from < count; from += TOGETHER) {
      int number = Math.min(TOGETHER, count - from) * columns;
      float[] disturbed = new float[number * looks];
      int[] levels = new int[disturbed.length / columns];
      for (int look = 0; look < looks; look++) {
        disturb(rows.data(), from * columns, number, look, disturbed);
        int level = model.options().scoringLevel(look / SIGNS.length);
        Arrays.fill(levels, look * number / columns, (look + 1) * number / columns, level);
      }
      float[] back = model.denoise(NDArray.of(disturbed, levels.length, columns), levels).data();
      for (int i = 0; i < back.length; i++) {
        int at = from * columns + i % number;
        double error = (double) rows.data()[at] - back[i];
        squares.add(i / number / SIGNS.length, at, error * error);
      }
    }
  }

  private void disturb(float[] rows, int first, int number, int look, float[] into) {
    float[] draws = noise[look / SIGNS.length];
    int sign = SIGNS[look % SIGNS.length];
    for (int i = 0; i < number; i++) {
      into[look * number + i] = rows[first + i] + sign * draws[i % draws.length];
    }
  }

  /**
   * Each column's part of the score, row after row, [N * D]; a row's parts add up to its score.
   *
   * @param rows [N, D]
   */
  public double[] columnParts(NDArray rows) {
    double[] parts = new double[rows.data().length];
    look(rows, (k, number, square) -> parts[number] += weights[k] * square);
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
