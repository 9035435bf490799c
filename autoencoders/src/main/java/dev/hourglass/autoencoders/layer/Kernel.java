package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.ConvGeometry;
import dev.hourglass.engine.Padding;

/**
 * The kernel of a convolution and how it moves.
 *
 * @param height rows, 1 for sequences
 * @param width columns
 * @param strideY rows from one place to the next
 * @param strideX columns from one place to the next
 * @param padding zeros around
 * @param groups parts of the channels that have nothing to do with each other
 */
public record Kernel(int height, int width, int strideY, int strideX, Padding padding, int groups) {

  public Kernel {
    if (height < 1 || width < 1 || strideY < 1 || strideX < 1 || groups < 1) {
      throw new IllegalArgumentException(
          "a kernel, its strides and its groups must be 1 or more, got %d x %d, stride %d x %d, %d groups"
              .formatted(height, width, strideY, strideX, groups));
    }
  }

  /** A square one, padded so that only the stride makes the picture smaller. */
  public static Kernel square(int size, int stride) {
    return new Kernel(size, size, stride, stride, Padding.same(), 1);
  }

  /** One along sequences, which are pictures of one row; padded likewise. */
  public static Kernel line(int size, int stride) {
    return new Kernel(1, size, 1, stride, Padding.same(), 1);
  }

  /** How it moves over so many rows and columns. */
  ConvGeometry over(int rows, int columns) {
    return new ConvGeometry(
        padding.axis(rows, height, strideY, 1), padding.axis(columns, width, strideX, 1), groups);
  }

  /** How many numbers an output reads, and the other way round, by layers in and out. */
  Fans fans(int in, int out) {
    int window = height * width;
    return new Fans(window * in / groups, window * out / groups);
  }

  void requireFits(String layer, int in, int out) {
    if (in < 1 || out < 1 || in % groups != 0 || out % groups != 0) {
      throw new IllegalArgumentException(
          "layer %s: channels must be 1 or more and multiples of %d groups, got %d to %d"
              .formatted(layer, groups, in, out));
    }
  }
}
