package dev.hourglass.engine;

/**
 * The window that a pooling moves over the rows and columns of pictures. It may reach over the
 * edges by the given numbers of rows and columns, but never leaves the picture altogether.
 *
 * @param height rows of the window
 * @param width columns of the window
 * @param strideY rows from one window to the next
 * @param strideX columns from one window to the next
 * @param top rows that the first windows reach over the upper edge
 * @param bottom rows that the last ones may reach over the lower edge
 * @param left columns over the left edge
 * @param right columns over the right edge
 */
public record PoolWindow(
    int height, int width, int strideY, int strideX, int top, int bottom, int left, int right) {

  public PoolWindow {
    if (height < 1 || width < 1 || strideY < 1 || strideX < 1) {
      throw new ShapeException(
          "pooling: window and stride must be 1 or more, got a window of %d x %d, stride %d x %d"
              .formatted(height, width, strideY, strideX));
    }
    if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 0
        || Math.max(top, bottom) >= height
        || Math.max(left, right) >= width) {
      throw new ShapeException(
          "pooling: a window of %d x %d reaches over the edges by less than its size, got %d, %d, %d, %d"
              .formatted(height, width, top, bottom, left, right));
    }
  }

  /** A square window. */
  public static PoolWindow of(int size, int stride) {
    return new PoolWindow(size, size, stride, stride, 0, 0, 0, 0);
  }

  /** A square window that reaches over all four edges by {@code padding}. */
  public static PoolWindow of(int size, int stride, int padding) {
    return new PoolWindow(size, size, stride, stride, padding, padding, padding, padding);
  }

  /**
   * A window moved by its own size, that reaches over the lower and the right edge of a picture of
   * so many rows and columns where it does not divide them: nothing is left out.
   */
  public static PoolWindow covering(int height, int width, int rows, int columns) {
    int bottom = Math.floorMod(-rows, height);
    int right = Math.floorMod(-columns, width);
    return new PoolWindow(height, width, height, width, 0, bottom, 0, right);
  }

  /** Rows that are left of so many. */
  public int outputHeight(int rows) {
    return output(rows + top + bottom, height, strideY);
  }

  /** Columns that are left of so many. */
  public int outputWidth(int columns) {
    return output(columns + left + right, width, strideX);
  }

  private static int output(int length, int size, int stride) {
    if (length < size) {
      throw new ShapeException(
          "pooling: a window of %d does not fit into %d rows or columns, edges included"
              .formatted(size, length));
    }
    return (length - size) / stride + 1;
  }
}
