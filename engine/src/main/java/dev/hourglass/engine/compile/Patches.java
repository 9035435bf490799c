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

  /** Runs of fewer numbers are copied across the windows rather than window by window. */
  private static final int SHORT_RUN = 24;

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
        } else if (groups == 1 && w.step() == 1 && line >= SHORT_RUN) {
          runs(x, row, j0, count, lo, hi, to, target, toRow);
        } else if (size >= SHORT_RUN) {
          taps(x, row, j0, count, lo, hi, to, target, toRow);
        } else {
          numbers(x, row, j0, count, lo, hi, to, target, toRow);
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

  /** Few numbers stand together: number k of all windows, then the next. */
  private void numbers(
      float[] x, int row, int j0, int count, int lo, int hi, float[] to, int target, int toRow) {
    int size = channels / groups;
    for (int k = lo; k < hi; k++) {
      int first = j0 * w.stride() - w.before() + k / size * w.step();
      int begin = Math.clamp(Math.ceilDiv(-first, w.stride()), 0, count);
      int end = Math.clamp(Math.floorDiv(w.length() - 1 - first, w.stride()) + 1, begin, count);
      int at = target + k - lo;
      int from = row + first * channels + k % size;
      int step = w.stride() * channels;
      for (int j = 0; j < begin; j++) {
        to[at + j * toRow] = 0f;
      }
      for (int j = begin; j < end; j++) {
        to[at + j * toRow] = x[from + j * step];
      }
      for (int j = end; j < count; j++) {
        to[at + j * toRow] = 0f;
      }
    }
  }
}
