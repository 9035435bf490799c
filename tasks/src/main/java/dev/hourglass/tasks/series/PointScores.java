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
