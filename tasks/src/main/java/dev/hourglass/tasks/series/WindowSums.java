package dev.hourglass.tasks.series;

import java.util.Arrays;

/**
 * Adds up the errors of windows, one after the other, at the points that lie in them. Points may be
 * added behind the last one, and dropped before the first. Legend as in {@link WindowErrors}.
 */
final class WindowSums {
  private final int length;
  private final int channels;
  private final double endWeight;
  private double[] wide = {};
  private double[] inside = {};
  private double[] ends = {};
  private double[] expected = {};
  private int[] covers = {};
  private int[] endings = {};

  /**
   * Without points.
   *
   * @param endWeight w
   */
  WindowSums(int channels, int length, double endWeight) {
    this.channels = channels;
    this.length = length;
    this.endWeight = endWeight;
  }

  /** Makes room for so many points in all. */
  void extend(int points) {
    if (points > covers.length) {
      wide = Arrays.copyOf(wide, points * channels);
      inside = Arrays.copyOf(inside, points * channels);
      ends = Arrays.copyOf(ends, points * channels);
      expected = Arrays.copyOf(expected, points * channels);
      covers = Arrays.copyOf(covers, points);
      endings = Arrays.copyOf(endings, points);
    }
  }

  /** Forgets the first points, and keeps room for so many behind them. */
  void drop(int points, int room) {
    int end = points + room;
    wide = Arrays.copyOfRange(wide, points * channels, end * channels);
    inside = Arrays.copyOfRange(inside, points * channels, end * channels);
    ends = Arrays.copyOfRange(ends, points * channels, end * channels);
    expected = Arrays.copyOfRange(expected, points * channels, end * channels);
    covers = Arrays.copyOfRange(covers, points, end);
    endings = Arrays.copyOfRange(endings, points, end);
  }

  /**
   * Adds a window.
   *
   * @param start the place of its first point
   * @param rows windows, [N, L * C]
   * @param made what they should look like, [N, L * C]
   * @param window which of them
   */
  void add(int start, float[] rows, float[] made, int window) {
    for (int i = 0; i < length; i++) {
      covers[start + i]++;
      endings[start + i] += isEnd(i) ? 1 : 0;
    }
    for (int c = 0; c < channels; c++) {
      double within = 0;
      double outer = 0;
      for (int i = 0; i < length; i++) {
        int from = (window * length + i) * channels + c;
        int to = (start + i) * channels + c;
        double difference = (double) rows[from] - made[from];
        double error = difference * difference;
        expected[to] += made[from];
        if (isEnd(i)) {
          ends[to] += error;
          outer += error;
        } else {
          inside[to] += error;
          within += error;
        }
      }
      double error =
          endWeight == 0
              ? within / length
              : (1 - endWeight) * within / (length - 2) + endWeight * outer / 2;
      for (int i = 0; i < length; i++) {
        wide[(start + i) * channels + c] += error;
      }
    }
  }

  private boolean isEnd(int place) {
    return endWeight > 0 && (place == 0 || place == length - 1);
  }

  /** The errors of the first points, each of which lies in a window. */
  WindowErrors means(int points) {
    double[] means = new double[points * channels];
    double[] sharp = new double[means.length];
    float[] told = new float[means.length];
    for (int i = 0; i < told.length; i++) {
      int t = i / channels;
      int within = covers[t] - endings[t];
      means[i] = wide[i] / covers[t];
      told[i] = (float) (expected[i] / covers[t]);
      double mean = within > 0 ? inside[i] / within : ends[i] / endings[t];
      sharp[i] = endings[t] > 0 ? (1 - endWeight) * mean + endWeight * ends[i] / endings[t] : mean;
    }
    return new WindowErrors(means, sharp, told);
  }
}
