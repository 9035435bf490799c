package dev.hourglass.engine;

/**
 * How the kernel of a convolution moves over an image with axes (batch, height, width, channels).
 *
 * @param groups parts of the channels that have nothing to do with each other, 1 or more
 */
public record ConvGeometry(Axis height, Axis width, int groups) {

  /**
   * One axis of the image.
   *
   * @param stride numbers between neighbouring windows, 1 or more
   * @param dilation numbers between neighbours under the kernel, 1 or more
   * @param before zeros ahead of the image, 0 or more
   * @param after zeros behind it, 0 or more
   */
  public record Axis(int stride, int dilation, int before, int after) {

    /** Every window without gaps, nothing padded. */
    public static final Axis UNIT = new Axis(1, 1, 0, 0);

    public Axis {
      if (stride < 1 || dilation < 1 || before < 0 || after < 0) {
        throw new ShapeException(
            "convolution: stride and dilation must be 1 or more and padding 0 or more,"
                + " got stride %d, dilation %d, padding %d and %d"
                    .formatted(stride, dilation, before, after));
      }
    }

    /** Numbers that a kernel spans. */
    public int span(int kernel) {
      return Math.addExact(Math.multiplyExact(kernel - 1, dilation), 1);
    }

    /** How many windows an axis of so many numbers has; below 1 where the kernel does not fit. */
    public int windows(int length, int kernel) {
      return Math.floorDiv(before + length + after - span(kernel), stride) + 1;
    }

    /** The shortest axis that has so many windows; below 1 where there is none. */
    public int lengthFor(int windows, int kernel) {
      return Math.multiplyExact(windows - 1, stride) + span(kernel) - before - after;
    }
  }

  public ConvGeometry {
    if (groups < 1) {
      throw new ShapeException("convolution: groups must be 1 or more, got " + groups);
    }
  }

  /** The same on both axes, in one group. */
  public static ConvGeometry of(Axis both) {
    return new ConvGeometry(both, both, 1);
  }
}
