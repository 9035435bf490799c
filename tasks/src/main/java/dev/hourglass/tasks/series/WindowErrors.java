package dev.hourglass.tasks.series;

import dev.hourglass.data.series.Windows;
import dev.hourglass.engine.NDArray;

/**
 * How far a series is from what its windows should look like, number by number.
 *
 * <p>Legend: T points, L points of a window, C channels, e the squared difference of a number in a
 * window. Where ends have a weight w, a window's error of a channel is (1 - w) mean(e inside) + w
 * mean(e of both ends), and a point's likewise of the windows in which it lies inside and of those
 * that it ends.
 *
 * @param wide for each number the mean over the windows in which its point lies of the window's
 *     mean e of this channel, [T * C]: steady, and what ranks points
 * @param sharp for each number the mean of its own e over these windows, [T * C]: says where
 * @param expected mean of what the windows make of each number, [T * C]
 */
record WindowErrors(double[] wide, double[] sharp, float[] expected) {
  private static final int BLOCK = 256;

  /** The errors of a series [T, C] of L points or more. */
  static WindowErrors of(NDArray points, int length, Reconstruction model) {
    Windows windows = new Windows(points, length, model.stride(length));
    Sums sums = new Sums(points, length, model.endWeight());
    for (int from = 0; from < windows.count(); from += BLOCK) {
      int to = Math.min(windows.count(), from + BLOCK);
      NDArray rows = windows.rows(from, to);
      float[] made = model.expected(rows).data();
      for (int w = from; w < to; w++) {
        sums.add(windows.start(w), rows.data(), made, w - from);
      }
    }
    return sums.means();
  }

  /** Adds up window by window. */
  private static final class Sums {
    private final int length;
    private final int channels;
    private final double endWeight;
    private final double[] wide;
    private final double[] inside;
    private final double[] ends;
    private final double[] expected;
    private final int[] covers;
    private final int[] endings;

    Sums(NDArray points, int length, double endWeight) {
      int total = points.shape().dim(0);
      this.length = length;
      this.channels = points.shape().dim(1);
      this.endWeight = endWeight;
      wide = new double[total * channels];
      inside = new double[total * channels];
      ends = new double[total * channels];
      expected = new double[total * channels];
      covers = new int[total];
      endings = new int[total];
    }

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

    WindowErrors means() {
      double[] sharp = new double[wide.length];
      float[] told = new float[wide.length];
      for (int i = 0; i < told.length; i++) {
        int t = i / channels;
        int within = covers[t] - endings[t];
        wide[i] /= covers[t];
        told[i] = (float) (expected[i] / covers[t]);
        double mean = within > 0 ? inside[i] / within : ends[i] / endings[t];
        sharp[i] =
            endings[t] > 0 ? (1 - endWeight) * mean + endWeight * ends[i] / endings[t] : mean;
      }
      return new WindowErrors(wide, sharp, told);
    }
  }
}
