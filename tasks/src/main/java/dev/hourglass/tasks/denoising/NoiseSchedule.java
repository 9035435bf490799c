package dev.hourglass.tasks.denoising;

/**
 * Levels of Gaussian noise, equally far apart, in units of a column's standard deviation.
 *
 * @param levels T, 2 or more
 * @param least standard deviation of the first level, above 0
 * @param greatest standard deviation of the last level, above {@code least}
 */
public record NoiseSchedule(int levels, double least, double greatest) {
  /** 50 levels from 0.02 to 1. */
  public static final NoiseSchedule DEFAULTS = new NoiseSchedule(50, 0.02, 1);

  /** Numbers that describe a level to the network. */
  static final int EMBEDDING = 16;

  public NoiseSchedule {
    if (levels < 2 || !(least > 0) || !(greatest > least) || !Double.isFinite(greatest)) {
      throw new IllegalArgumentException(
          "a noise schedule has 2 levels or more that rise from above 0, got %d from %s to %s"
              .formatted(levels, least, greatest));
    }
  }

  /** Standard deviation of a level from 0 on. */
  public double deviation(int level) {
    return least + (greatest - least) * level / (levels - 1);
  }

  /** Deviations of all levels, [T]. */
  float[] deviations() {
    float[] result = new float[levels];
    for (int t = 0; t < levels; t++) {
      result[t] = (float) deviation(t);
    }
    return result;
  }

  /**
   * Sines and cosines of a level at rising frequencies (Vaswani et al., 2017), [T * EMBEDDING]: the
   * slowest takes a quarter of a turn over the schedule.
   */
  float[] embeddings() {
    float[] result = new float[levels * EMBEDDING];
    for (int t = 0; t < levels; t++) {
      System.arraycopy(embedding(t), 0, result, t * EMBEDDING, EMBEDDING);
    }
    return result;
  }

  /** The embedding of one level. */
  float[] embedding(int level) {
    float[] result = new float[EMBEDDING];
    for (int k = 0; k < EMBEDDING / 2; k++) {
      double angle = StrictMath.PI / 2 * (k + 1) * level / levels;
      result[2 * k] = (float) StrictMath.sin(angle);
      result[2 * k + 1] = (float) StrictMath.cos(angle);
    }
    return result;
  }
}
