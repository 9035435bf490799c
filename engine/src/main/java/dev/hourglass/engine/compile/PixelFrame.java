package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;
import java.util.Arrays;

/** A frame in which the numbers of a pixel stand together, as in the image. */
final class PixelFrame extends Frame {
  private final int channels;
  private final Place x;
  private final float[] numbers;

  PixelFrame(int height, int width, int channels, Place x, int lines, int pitch) {
    super(height, width, pitch);
    this.channels = channels;
    this.x = x;
    this.numbers = new float[Math.multiplyExact(channels, lines * pitch)];
  }

  float[] numbers() {
    return numbers;
  }

  @Override
  void zero(int from, int to) {
    if (from < to) {
      Arrays.fill(numbers, from * channels, to * channels, 0f);
    }
  }

  @Override
  void copy(int pixel, int count, int at) {
    int from = x.offset() + pixel * channels;
    System.arraycopy(x.memory().floats(), from, numbers, at * channels, count * channels);
  }
}
