package dev.hourglass.data;

import java.util.Optional;

/**
 * The picture that a row of a dataset is: its numbers go by line, in a line by pixel, in a pixel by
 * channel (channels last).
 *
 * @param height lines of pixels
 * @param width pixels in a line
 * @param channels 1 for grey, 3 for red, green and blue
 */
public record ImageShape(int height, int width, int channels) {

  public ImageShape {
    if (height < 1 || width < 1 || (channels != 1 && channels != 3)) {
      throw new IllegalArgumentException(
          "a picture needs a height and a width of 1 or more and 1 or 3 channels, got "
              + text(height, width, channels));
    }
  }

  /** How many numbers a picture has. */
  public long size() {
    return (long) height * width * channels;
  }

  /** Such as {@code 28 x 28 grey}; width first, as people say it. */
  @Override
  public String toString() {
    return text(height, width, channels);
  }

  private static String text(int height, int width, int channels) {
    String colour =
        switch (channels) {
          case 1 -> "grey";
          case 3 -> "RGB";
          default -> channels + " channels";
        };
    return width + " x " + height + " " + colour;
  }

  /**
   * Whether an array is a stack of pictures: bytes of shape (n, height, width), or anything of
   * shape (n, height, width, 1 or 3).
   */
  static Optional<ImageShape> of(int[] dims, boolean bytes) {
    if (dims.length == 3 && bytes) {
      return Optional.of(new ImageShape(dims[1], dims[2], 1));
    }
    if (dims.length == 4 && (dims[3] == 1 || dims[3] == 3)) {
      return Optional.of(new ImageShape(dims[1], dims[2], dims[3]));
    }
    return Optional.empty();
  }
}
