package dev.hourglass.engine;

/** How many zeros go around an axis, by a rule. */
public sealed interface Padding {

  /** No zeros: only windows that lie inside. */
  record Valid() implements Padding {}

  /**
   * As many zeros as make ceil(length / stride) windows, half of them ahead and, where their number
   * is odd, one more behind: TensorFlow's rule.
   */
  record Same() implements Padding {}

  /** So many. */
  record Explicit(int before, int after) implements Padding {}

  static Padding valid() {
    return new Valid();
  }

  static Padding same() {
    return new Same();
  }

  static Padding explicit(int before, int after) {
    return new Explicit(before, after);
  }

  /** The same number ahead and behind. */
  static Padding explicit(int each) {
    return new Explicit(each, each);
  }

  /** The axis of a convolution over so many numbers. */
  default ConvGeometry.Axis axis(int length, int kernel, int stride, int dilation) {
    return switch (this) {
      case Valid _ -> new ConvGeometry.Axis(stride, dilation, 0, 0);
      case Explicit(int before, int after) ->
          new ConvGeometry.Axis(stride, dilation, before, after);
      case Same _ -> {
        var bare = new ConvGeometry.Axis(stride, dilation, 0, 0);
        int zeros = Math.max(0, bare.lengthFor(Math.ceilDiv(length, stride), kernel) - length);
        yield new ConvGeometry.Axis(stride, dilation, zeros / 2, zeros - zeros / 2);
      }
    };
  }

  /**
   * The axis of a transposed convolution from so many numbers. Under {@link Same} the result is
   * length * stride long, if the output padding is {@link #outputPadding}.
   */
  default ConvGeometry.Axis transposedAxis(int length, int kernel, int stride, int dilation) {
    return axis(Math.multiplyExact(length, stride), kernel, stride, dilation);
  }

  /**
   * What a transposed convolution from so many numbers lacks to its natural length: under {@link
   * Same} to length * stride, else nothing.
   */
  default int outputPadding(int length, int kernel, int stride, int dilation) {
    ConvGeometry.Axis axis = transposedAxis(length, kernel, stride, dilation);
    return this instanceof Same ? length * stride - axis.lengthFor(length, kernel) : 0;
  }
}
