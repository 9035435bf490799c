package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;
import java.util.Arrays;

/**
 * The matrix of all windows of images (B, H, W, C), a window's numbers in a row: row m belongs to
 * window (b, i, j), column k to the number (row, column, channel) under the kernel. It is never
 * made whole: where the numbers of a window stand together, products copy the block that they need
 * next, and else read them where they are in a {@link Frame}.
 *
 * @param channels C
 * @param groups parts of the channels; a window sees one of them
 */
record Patches(Axis h, Axis w, int channels, int groups) {

  /**
   * One axis of the image: window i sees the numbers i * stride + t * step - before for each of the
   * taps t, zero where that is outside.
   *
   * @param length of the image
   * @param count of windows
   */
  record Axis(int length, int count, int stride, int taps, int step, int before) {

    /** Numbers from a window's first tap to its last. */
    int span() {
      return (taps - 1) * step + 1;
    }
  }

  /** Runs of fewer numbers are not worth a copy for each window. */
  private static final int LONG_RUN = 64;

  /** Numbers in a row. */
  int depth() {
    return h.taps() * w.taps() * (channels / groups);
  }

  /** Numbers of a row that stand together in the image. */
  int run() {
    return channels / groups * (groups == 1 && w.step() == 1 ? w.taps() : 1);
  }

  boolean thin() {
    return run() < LONG_RUN;
  }

  /** A frame for so many lines of so many pixels. */
  PixelFrame frame(Place x, int lines, int pitch) {
    return new PixelFrame(h.length(), w.length(), channels, x, lines, pitch);
  }

  /** From a window's first number in a frame to each of them. */
  int[] tapSteps(int pitch) {
    int[] steps = new int[depth()];
    int size = channels / groups;
    for (int k = 0; k < steps.length; k++) {
      int tap = k / size;
      int pixel = tap / w.taps() * h.step() * pitch + tap % w.taps() * w.step();
      steps[k] = pixel * channels + k % size;
    }
    return steps;
  }

  /** From the first window of a piece in a frame to each of the others. */
  int[] windowSteps(int pitch, int windows) {
    int[] steps = new int[windows];
    for (int m = 0; m < windows; m++) {
      int pixel = m / w.count() * h.stride() * pitch + m % w.count() * w.stride();
      steps[m] = pixel * channels;
    }
    return steps;
  }

  /**
   * Copies rows [m0, m1) and columns [k0, k1).
   *
   * @param x the images, from {@code xo} on
   * @param to where number (m0, k0) goes to {@code at}, the next row to {@code at + toRow}
   */
  void pack(
      float[] x, int xo, int group, int m0, int m1, int k0, int k1, float[] to, int at, int toRow) {
    int size = channels / groups;
    int line = w.taps() * size;
    if (k0 >= k1) {
      return;
    }
    int count;
    for (int m = m0; m < m1; m += count) {
      int image = m / w.count();
      int j0 = m % w.count();
      count = Math.min(w.count() - j0, m1 - m);
      int top = image % h.count() * h.stride() - h.before();
      int base = xo + image / h.count() * h.length() * w.length() * channels + group * size;
      for (int p = k0 / line; p * line < k1; p++) {
        int lo = Math.max(k0 - p * line, 0);
        int hi = Math.min(k1 - p * line, line);
        int y = top + p * h.step();
        int target = at + (m - m0) * toRow + p * line + lo - k0;
        int row = base + y * w.length() * channels;
        if (y < 0 || y >= h.length()) {
          for (int j = 0; j < count; j++) {
            Arrays.fill(to, target + j * toRow, target + j * toRow + hi - lo, 0f);
          }
        } else if (groups == 1 && w.step() == 1) {
          runs(x, row, j0, count, lo, hi, to, target, toRow);
        } else {
          taps(x, row, j0, count, lo, hi, to, target, toRow);
        }
      }
    }
  }

  /** A window's numbers in one row of the image stand together. */
  private void runs(
      float[] x, int row, int j0, int count, int lo, int hi, float[] to, int target, int toRow) {
    int limit = w.length() * channels;
    for (int j = 0; j < count; j++) {
      int shift = ((j0 + j) * w.stride() - w.before()) * channels;
      int begin = Math.clamp(-shift, lo, hi);
      int end = Math.clamp(limit - shift, begin, hi);
      int start = target + j * toRow - lo;
      if (begin > lo) {
        Arrays.fill(to, start + lo, start + begin, 0f);
      }
      if (begin < end) {
        System.arraycopy(x, row + shift + begin, to, start + begin, end - begin);
      }
      if (end < hi) {
        Arrays.fill(to, start + end, start + hi, 0f);
      }
    }
  }

  /** A window's numbers under one tap stand together. */
  private void taps(
      float[] x, int row, int j0, int count, int lo, int hi, float[] to, int target, int toRow) {
    int size = channels / groups;
    for (int q = lo / size; q * size < hi; q++) {
      int begin = Math.max(lo, q * size);
      int end = Math.min(hi, (q + 1) * size);
      for (int j = 0; j < count; j++) {
        int column = (j0 + j) * w.stride() - w.before() + q * w.step();
        int start = target + j * toRow - lo;
        if (column < 0 || column >= w.length()) {
          Arrays.fill(to, start + begin, start + end, 0f);
        } else {
          int from = row + column * channels + begin - q * size;
          System.arraycopy(x, from, to, start + begin, end - begin);
        }
      }
    }
  }
}
