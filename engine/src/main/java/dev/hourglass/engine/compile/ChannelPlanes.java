package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;

/**
 * Some lines of an image (H, W, C) turned so that the numbers of one channel stand together, line
 * behind line, with the zeros around the image in their places. A tap of a kernel then sees the
 * numbers of neighbouring windows beside each other, wherever it is: only the start differs.
 */
final class ChannelPlanes {
  private final int height;
  private final int width;
  private final int channels;
  private final Place x;
  private final int pitch;
  private final float[] numbers;

  /**
   * @param x the images
   * @param most numbers of a channel that {@link #fill} is asked for
   */
  ChannelPlanes(int height, int width, int channels, Place x, int most) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.x = x;
    // Room for a square that ends behind the last line; an odd number of cache lines, so that
    // channels do not share a set of the cache.
    this.pitch = (most + 2 * RowSum.LANES) / RowSum.LANES * RowSum.LANES | RowSum.LANES;
    this.numbers = Species.room(Math.multiplyExact(channels, pitch));
  }

  float[] numbers() {
    return numbers;
  }

  /** From a number to that of the next channel. */
  int pitch() {
    return pitch;
  }

  /**
   * Turns so many lines of so many columns, of which the first stands at (line, column) of an
   * image; some may be outside.
   */
  void fill(int image, int line, int column, int lines, int columns) {
    int begin = Math.clamp(-column, 0, columns);
    int end = Math.clamp(width - column, begin, columns);
    // In order of the lines: what is turned spills into the next ones.
    for (int l = 0; l < lines; l++) {
      int at = l * columns;
      int y = line + l;
      if (y < 0 || y >= height || begin == end) {
        zero(at, at + columns);
      } else {
        zero(at, at + begin);
        turn((image * height + y) * width + column + begin, end - begin, at + begin);
        zero(at + end, at + columns);
      }
    }
  }

  /** The frame is a number or two wide: a fill for each channel would cost more than the stores. */
  private void zero(int from, int to) {
    for (int i = from; i < to; i++) {
      for (int c = 0, at = i; c < channels; c++, at += pitch) {
        numbers[at] = 0f;
      }
    }
  }

  /** Turns pixels, in whole squares where as many are left in the images. */
  private void turn(int pixel, int count, int at) {
    int whole = Math.ceilDiv(count, Species.LENGTH) * Species.LENGTH;
    int rows = Math.min(whole, x.size() / channels - pixel);
    TransposeKernel.transpose(
        rows,
        channels,
        x.memory().floats(),
        x.offset() + pixel * channels,
        channels,
        numbers,
        at,
        pitch);
  }
}
