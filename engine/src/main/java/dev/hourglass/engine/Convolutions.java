package dev.hourglass.engine;

import dev.hourglass.engine.ConvGeometry.Axis;
import java.util.List;

/**
 * Makes convolutions, and refuses shapes that do not fit. Channels come last: images are (B, H, W,
 * C), kernels (KH, KW, C / groups, O). A kernel is not flipped (it is a cross-correlation, as in
 * all libraries for neural networks). Channels of group g read and write the g-th part of C and O.
 */
public final class Convolutions {
  private Convolutions() {}

  /**
   * Convolution.
   *
   * @param x (B, H, W, C)
   * @param w (KH, KW, C / groups, O)
   * @return (B, OH, OW, O)
   */
  public static Tensor conv2d(Tensor x, Tensor w, ConvGeometry g) {
    checkRank("conv2d", x, w);
    int oh = g.height().windows(x.dim(1), w.dim(0));
    int ow = g.width().windows(x.dim(2), w.dim(1));
    check(
        x.dim(3) == w.dim(2) * g.groups() && w.dim(3) % g.groups() == 0,
        "conv2d",
        "channels of image %s and kernel %s do not fit in %d groups",
        x,
        w,
        g.groups());
    check(oh >= 1 && ow >= 1, "conv2d", "image %s is smaller than kernel %s under %s", x, w, g);
    return make(new Op.Conv2d(g), Shape.of(x.dim(0), oh, ow, w.dim(3)), x, w);
  }

  /**
   * The derivative of {@link #conv2d} by the image: the image whose numbers are the sums of what
   * each window sends back.
   *
   * @param dy (B, OH, OW, O)
   * @param w (KH, KW, C / groups, O)
   * @return (B, height, width, C)
   */
  public static Tensor conv2dInputGradient(
      Tensor dy, Tensor w, ConvGeometry g, int height, int width) {
    checkRank("conv2dInputGradient", dy, w);
    check(
        dy.dim(3) == w.dim(3) && w.dim(3) % g.groups() == 0,
        "conv2dInputGradient",
        "channels of image %s and kernel %s do not fit in %d groups",
        dy,
        w,
        g.groups());
    check(
        height >= 1
            && width >= 1
            && g.height().windows(height, w.dim(0)) == dy.dim(1)
            && g.width().windows(width, w.dim(1)) == dy.dim(2),
        "conv2dInputGradient",
        "no image of %s windows under kernel %s is %s",
        dy,
        w,
        height + " x " + width + " under " + g);
    Shape shape = Shape.of(dy.dim(0), height, width, w.dim(2) * g.groups());
    return make(new Op.Conv2dInputGradient(g), shape, dy, w);
  }

  /**
   * The derivative of {@link #conv2d} by the kernel.
   *
   * @param x (B, H, W, C)
   * @param dy (B, OH, OW, O)
   * @return (kernelHeight, kernelWidth, C / groups, O)
   */
  public static Tensor conv2dWeightGradient(
      Tensor x, Tensor dy, ConvGeometry g, int kernelHeight, int kernelWidth) {
    checkRank("conv2dWeightGradient", x, dy);
    check(
        x.dim(0) == dy.dim(0) && x.dim(3) % g.groups() == 0 && dy.dim(3) % g.groups() == 0,
        "conv2dWeightGradient",
        "images %s and %s do not fit in %d groups",
        x,
        dy,
        g.groups());
    check(
        kernelHeight >= 1
            && kernelWidth >= 1
            && g.height().windows(x.dim(1), kernelHeight) == dy.dim(1)
            && g.width().windows(x.dim(2), kernelWidth) == dy.dim(2),
        "conv2dWeightGradient",
        "image %s has not the windows of %s under kernel %s",
        x,
        dy,
        kernelHeight + " x " + kernelWidth + " under " + g);
    Shape shape = Shape.of(kernelHeight, kernelWidth, x.dim(3) / g.groups(), dy.dim(3));
    return make(new Op.Conv2dWeightGradient(g), shape, x, dy);
  }

  /**
   * Transposed convolution: {@link #conv2dInputGradient} as a layer. The result is (H - 1) * stride
   * + span of the kernel - padding + output padding high, and wide likewise.
   *
   * @param x (B, H, W, C)
   * @param w (KH, KW, O / groups, C)
   * @param outputPadding rows and columns added behind, each less than the stride
   * @return (B, OH, OW, O)
   */
  public static Tensor convTranspose2d(Tensor x, Tensor w, ConvGeometry g, int... outputPadding) {
    checkRank("convTranspose2d", x, w);
    check(
        outputPadding.length == 2
            && outputPadding[0] >= 0
            && outputPadding[0] < g.height().stride()
            && outputPadding[1] >= 0
            && outputPadding[1] < g.width().stride(),
        "convTranspose2d",
        "of %s by %s: output padding must be two lengths less than the strides, got %s",
        x,
        w,
        java.util.Arrays.toString(outputPadding));
    int height = g.height().lengthFor(x.dim(1), w.dim(0)) + outputPadding[0];
    int width = g.width().lengthFor(x.dim(2), w.dim(1)) + outputPadding[1];
    return conv2dInputGradient(x, w, g, height, width);
  }

  /**
   * Convolution along one axis.
   *
   * @param x (B, L, C)
   * @param w (K, C / groups, O)
   * @return (B, OL, O)
   */
  public static Tensor conv1d(Tensor x, Tensor w, Axis axis, int groups) {
    Tensor y = conv2d(raised(x, 1), raised(w, 0), new ConvGeometry(Axis.UNIT, axis, groups));
    return Tensors.reshape(y, y.dim(0), y.dim(2), y.dim(3));
  }

  /**
   * Transposed convolution along one axis.
   *
   * @param x (B, L, C)
   * @param w (K, O / groups, C)
   * @param outputPadding numbers added behind, less than the stride
   * @return (B, OL, O)
   */
  public static Tensor convTranspose1d(
      Tensor x, Tensor w, Axis axis, int groups, int outputPadding) {
    var geometry = new ConvGeometry(Axis.UNIT, axis, groups);
    Tensor y = convTranspose2d(raised(x, 1), raised(w, 0), geometry, 0, outputPadding);
    return Tensors.reshape(y, y.dim(0), y.dim(2), y.dim(3));
  }

  /** With an axis of length 1 more. */
  private static Tensor raised(Tensor t, int axis) {
    check(t.shape().rank() == 3, "conv1d", "needs (B, L, C) and (K, C, O), got %s", t);
    int[] dims = new int[4];
    for (int i = 0; i < 4; i++) {
      dims[i] = i == axis ? 1 : t.dim(i > axis ? i - 1 : i);
    }
    return Tensors.reshape(t, dims);
  }

  private static void checkRank(String what, Tensor a, Tensor b) {
    check(a.shape().rank() == 4 && b.shape().rank() == 4, what, "needs rank 4: %s and %s", a, b);
    check(a.type() == DType.F32 && b.type() == DType.F32, what, "needs F32: %s and %s", a, b);
  }

  /** A tensor among the arguments shows its shape. */
  private static void check(boolean holds, String what, String message, Object... arguments) {
    if (!holds) {
      Object[] shown = arguments.clone();
      for (int i = 0; i < shown.length; i++) {
        shown[i] = shown[i] instanceof Tensor t ? t.type() + " " + t.shape() : shown[i];
      }
      throw new ShapeException(what + ": " + String.format(java.util.Locale.ROOT, message, shown));
    }
  }

  private static Tensor make(Op op, Shape shape, Tensor a, Tensor b) {
    return new Tensor(op, List.of(a, b), shape, DType.F32);
  }
}
