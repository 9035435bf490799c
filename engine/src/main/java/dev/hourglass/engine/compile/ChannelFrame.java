package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;

/**
 * A frame in which the numbers of a channel stand together. A tap then sees the numbers of
 * neighbouring windows beside each other, wherever it is: only the start differs.
 */
final class ChannelFrame extends Frame {
  private final int channels;
  private final Place x;
  private final int channelPitch;
  private final float[] numbers;

  ChannelFrame(int height, int width, int channels, Place x, int lines, int pitch) {
    super(height, width, pitch);
    this.channels = channels;
    this.x = x;
    // Room for a square that ends behind the last line; an odd number of cache lines, so that
    // channels do not share a set of the cache.
    int most = lines * pitch;
    this.channelPitch = (most + 2 * RowSum.LANES) / RowSum.LANES * RowSum.LANES | RowSum.LANES;
    this.numbers = Species.room(Math.multiplyExact(channels, channelPitch));
  }

  float[] numbers() {
    return numbers;
  }

  /** From a number to that of the next channel. */
  int channelPitch() {
    return channelPitch;
  }

  /** The frame is a pixel or two wide: a fill for each channel would cost more than the stores. */
  @Override
  void zero(int from, int to) {
    for (int i = from; i < to; i++) {
      for (int c = 0; c < channels; c++) {
        numbers[c * channelPitch + i] = 0f;
      }
    }
  }

  /** In whole squares where as many pixels are left in the images. */
  @Override
  void copy(int pixel, int count, int at) {
    int whole = Math.ceilDiv(count, Species.LENGTH) * Species.LENGTH;
    TransposeKernel.transpose(
        Math.min(whole, x.size() / channels - pixel),
        channels,
        x.memory().floats(),
        x.offset() + pixel * channels,
        channels,
        numbers,
        at,
        channelPitch);
  }
}
