package dev.hourglass.engine.compile;

import java.util.Arrays;

/**
 * The matrix of all windows of images (B, H, W, C), a window's numbers in a row: row m belongs to
 * window (b, i, j), column k to the number (row, column, channel) under the kernel. It is never
 * made whole; products copy the block that they need next.
 *
 * @param channels C
 * @param groups parts of the channels; a window sees one of them
 */
record Patches(Axis h, Axis w, int channels, int groups) {
  private static final int LONG_COPY = 16;

  /**
   * One axis of the image: window i sees the numbers i * stride + t * step - before for each of the
   * taps t, zero where that is outside.
   *
   * @param length of the image
   * @param count of windows
   */
  record Axis(int length, int count, int stride, int taps, int step, int before) {}

  /** Numbers in a row. */
  int depth() {
    return h.taps() * w.taps() * (channels / groups);
  }

  /**
   * Copies rows [m0, m1) and columns [k0, k1).
   *
   * @param x the images, from {@code xo} on
   * @param to where number (m0, k0) goes to {@code at}, the next row to {@code at + toRow}
   */
  void pack(
      float[] x, int xo, int group, int m0, int m1, int k0, int k1, float[] to, int at, int toRow) {
    int line = w.taps() * (channels / groups);
    int base = xo + group * (channels / groups);
    for (int m = m0; m < m1; m++) {
      int image = m / w.count();
      int left = m % w.count() * w.stride() - w.before();
      int top = image % h.count() * h.stride() - h.before();
      int b = image / h.count();
      int target = at + (m - m0) * toRow;
      for (int p = line == 0 ? 0 : k0 / line; p * line < k1; p++) {
        int lo = Math.max(k0 - p * line, 0);
        int hi = Math.min(k1 - p * line, line);
        int y = top + p * h.step();
        if (y < 0 || y >= h.length()) {
          Arrays.fill(to, target, target + hi - lo, 0f);
        } else {
          line(x, base + (b * h.length() + y) * w.length() * channels, left, lo, hi, to, target);
        }
        target += hi - lo;
      }
    }
  }

  /** Numbers [lo, hi) of those under one row of the kernel. */
  private void line(float[] x, int row, int left, int lo, int hi, float[] to, int target) {
    if (groups == 1 && w.step() == 1) {
      int shift = left * channels;
      int begin = Math.clamp(-shift, lo, hi);
      int end = Math.clamp((long) w.length() * channels - shift, begin, hi);
      Arrays.fill(to, target, target + begin - lo, 0f);
      copy(x, row + shift + begin, to, target + begin - lo, end - begin);
      Arrays.fill(to, target + end - lo, target + hi - lo, 0f);
      return;
    }
    int size = channels / groups;
    for (int q = lo / size; q * size < hi; q++) {
      int begin = Math.max(lo, q * size);
      int end = Math.min(hi, (q + 1) * size);
      int column = left + q * w.step();
      if (column < 0 || column >= w.length()) {
        Arrays.fill(to, target + begin - lo, target + end - lo, 0f);
      } else {
        int from = row + column * channels + begin - q * size;
        copy(x, from, to, target + begin - lo, end - begin);
      }
    }
  }

  static void copy(float[] from, int source, float[] to, int target, int count) {
    if (count >= LONG_COPY) {
      System.arraycopy(from, source, to, target, count);
    } else {
      for (int i = 0; i < count; i++) {
        to[target + i] = from[source + i];
      }
    }
  }
}
