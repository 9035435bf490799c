package dev.hourglass.tasks.series;

/**
 * What is known about the points of one series.
 *
 * @param scores higher is stranger, [T]; the sum of the parts
 * @param sharp says where inside a strange stretch the errors lie, for {@link Spans}, [T]
 * @param parts of each channel in the score, [T * C]
 * @param expected what the windows make of each number, in the units of the data, [T * C]
 */
record PointScores(double[] scores, double[] sharp, double[] parts, float[] expected) {
  private static final int HUNDREDTH = 100;
  private static final int MOST_SMOOTHED = 200;

  /**
   * Scores from errors: each channel's are weighted, and their mean over channels counts. Sharp
   * ones are smoothed over a hundredth of the series, at most 200 points, as in Orion.
   *
   * @param weights of the channels, [C]
   */
  static PointScores of(WindowErrors errors, double[] weights) {
    int channels = weights.length;
    int total = errors.wide().length / channels;
    double[] parts = new double[total * channels];
    double[] scores = new double[total];
    double[] sharp = new double[total];
    for (int i = 0; i < parts.length; i++) {
      double weight = weights[i % channels] / channels;
      parts[i] = errors.wide()[i] * weight;
      scores[i / channels] += parts[i];
      sharp[i / channels] += errors.sharp()[i] * weight;
    }
    int width = Math.min(MOST_SMOOTHED, total / HUNDREDTH);
    return new PointScores(scores, smoothed(sharp, width), parts, errors.expected());
  }

  /**
   * Errors together with distances: sqrt(e d), each over what is usual, as for tables. Parts keep
   * their shares.
   *
   * @param distances scores by the squared distance to training windows, [T]
   * @param usual error and squared distance, above 0
   */
  PointScores with(PointScores distances, Usual usual) {
    double[] blended = new double[scores.length];
    double[] sharpened = new double[scores.length];
    double[] shared = parts.clone();
    int channels = parts.length / scores.length;
    for (int t = 0; t < blended.length; t++) {
      blended[t] = usual.blend(scores[t], distances.scores()[t]);
      sharpened[t] = usual.blend(sharp[t], distances.sharp()[t]);
      for (int i = t * channels; i < (t + 1) * channels; i++) {
        double share = scores[t] > 0 ? parts[i] / scores[t] : 1.0 / channels;
        shared[i] = share * blended[t];
      }
    }
    return new PointScores(blended, sharpened, shared, expected);
  }

  /**
   * What is usual on points that did not train.
   *
   * @param error mean score by errors, above 0
   * @param distance mean score by squared distances, above 0
   */
  record Usual(double error, double distance) {
    /** Below this share of what is usual a score says no more. */
    private static final double FLOOR = 0.01;

    Usual {
      if (!(error > 0 && distance > 0)) {
        throw new IllegalArgumentException(
            "what is usual must be above 0, got %s and %s".formatted(error, distance));
      }
    }

    double blend(double e, double d) {
      return Math.sqrt((e / error + FLOOR) * (d / distance + FLOOR));
    }
  }

  /** The mean over so many points around each, fewer at the ends. */
  static double[] smoothed(double[] values, int width) {
    double[] sums = new double[values.length + 1];
    for (int t = 0; t < values.length; t++) {
      sums[t + 1] = sums[t] + values[t];
    }
    double[] result = new double[values.length];
    int half = width / 2;
    for (int t = 0; t < result.length; t++) {
      int from = Math.max(0, t - half);
      int to = Math.min(values.length, t + half + 1);
      result[t] = Math.max(0, sums[to] - sums[from]) / (to - from);
    }
    return result;
  }
}
