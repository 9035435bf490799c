package dev.hourglass.engine.compile;

/**
 * Some lines of an image (H, W, C) copied with what is around them: zeros where a window reaches
 * beyond the image. Each number under a window then stands at a place that the window's own place
 * and the tap give, so that products read windows where they are and none is copied out.
 */
abstract class Frame {
  private final int height;
  private final int width;
  private final int pitch;

  /**
   * @param pitch pixels from a line to the next
   */
  Frame(int height, int width, int pitch) {
    this.height = height;
    this.width = width;
    this.pitch = pitch;
  }

  /**
   * Copies so many lines of so many columns, of which the first stands at (line, column) of an
   * image; some may be outside.
   */
  final void fill(int image, int line, int column, int lines, int columns) {
    int begin = Math.clamp(-column, 0, columns);
    int end = Math.clamp(width - column, begin, columns);
    // In order of the lines: a copy may spill into the next ones.
    for (int l = 0; l < lines; l++) {
      int at = l * pitch;
      int y = line + l;
      if (y < 0 || y >= height || begin == end) {
        zero(at, at + columns);
      } else {
        zero(at, at + begin);
        copy((image * height + y) * width + column + begin, end - begin, at + begin);
        zero(at + end, at + columns);
      }
    }
  }

  /** Makes pixels of the frame zero. */
  abstract void zero(int from, int to);

  /** Copies pixels of the images to the frame, and may write over pixels behind them. */
  abstract void copy(int pixel, int count, int at);
}
