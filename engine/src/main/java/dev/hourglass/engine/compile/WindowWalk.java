package dev.hourglass.engine.compile;

import dev.hourglass.engine.PoolWindow;
import dev.hourglass.engine.Shape;

/**
 * Where the windows over pictures (B, H, W, C) stand. A window is walked row by row; the parts of
 * it beyond the edges are left out. Rows of windows are counted through the whole batch.
 */
record WindowWalk(
    PoolWindow window,
    int batch,
    int height,
    int width,
    int channels,
    int outputHeight,
    int outputWidth) {

  static WindowWalk of(PoolWindow w, Shape s) {
    return new WindowWalk(
        w,
        s.dim(0),
        s.dim(1),
        s.dim(2),
        s.dim(3),
        w.outputHeight(s.dim(1)),
        w.outputWidth(s.dim(2)));
  }

  /** Where the first pixel of a window begins. */
  int first(int row, int column) {
    int y = Math.max(0, top(row));
    int x = Math.max(0, left(column));
    return ((row / outputHeight * height + y) * width + x) * channels;
  }

  /** The rows of a window that are in the picture. */
  int rows(int row) {
    return Math.min(height, top(row) + window.height()) - Math.max(0, top(row));
  }

  /** The columns of a window that are in the picture. */
  int columns(int column) {
    return Math.min(width, left(column) + window.width()) - Math.max(0, left(column));
  }

  /** Numbers to skip at the end of a window's row of so many columns. */
  int wrap(int columns) {
    return (width - columns) * channels;
  }

  private int top(int row) {
    return row % outputHeight * window.strideY() - window.top();
  }

  private int left(int column) {
    return column * window.strideX() - window.left();
  }
}
