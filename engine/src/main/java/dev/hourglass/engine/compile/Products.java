package dev.hourglass.engine.compile;

import dev.hourglass.engine.ConvGeometry;
import dev.hourglass.engine.Op;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the product that computes a group's head. */
final class Products {
  private Products() {}

  /**
   * A product and what it reads.
   *
   * @param preparation a kernel that must run before, or null; it writes {@code prepared}
   */
  record Made(
      RowProduct product,
      List<Place> reads,
      @Nullable Kernel preparation,
      List<Place> preparationReads,
      List<Place> prepared) {
    Made(RowProduct product, List<Place> reads) {
      this(product, reads, null, List.of(), List.of());
    }
  }

  static Made of(Tensor head, Place a, Place b, int parts) {
    Tensor x = head.input(0);
    Tensor y = head.input(1);
    return switch (head.op()) {
      case Op.MatMul(boolean transposeA, boolean _) ->
          new Made(
              transposeA
                  ? transposed(x, head.dim(1), a, b, parts)
                  : plain(x, head.dim(1), a, b, parts),
              List.of(a, b));
      case Op.Conv2d(var g) ->
          new Made(convolution(patches(x, y, head, g), head, a, b, parts), List.of(a, b));
      case Op.Conv2dWeightGradient(var g) ->
          new Made(kernelGradient(patches(x, head, y, g), y, a, b, parts), List.of(a, b));
      case Op.Conv2dInputGradient(var g) when ConvScatterProduct.suits(g, y.shape()) -> {
        var product = new ConvScatterProduct(g, head.shape(), x.shape(), y.shape(), a, parts);
        yield new Made(
            product,
            List.of(a, product.turned()),
            product.turning(b),
            List.of(b),
            List.of(product.turned()));
      }
      case Op.Conv2dInputGradient(var g) -> {
        var product = new ConvInputGradientProduct(g, head.shape(), x.shape(), y.shape(), a, parts);
        yield new Made(
            product,
            List.of(a, product.turned()),
            product.turning(b, y.shape()),
            List.of(b),
            List.of(product.turned()));
      }
      default -> throw new IllegalStateException("not a product: " + head);
    };
  }

  private static RowProduct plain(Tensor x, int n, Place a, Place b, int parts) {
    Patches rows = rows(x);
    return NarrowConvProduct.suits(rows, x.dim(0), n)
        ? new NarrowConvProduct(rows, x.dim(0), n, a, b, parts)
        : new Product(x.dim(0), n, x.dim(1), false, a, b);
  }

  private static RowProduct transposed(Tensor x, int n, Place a, Place b, int parts) {
    Patches rows = rows(x);
    return NarrowKernelGradientProduct.suits(rows, n)
        ? new NarrowKernelGradientProduct(rows, 1, n, a, b, parts)
        : new Product(x.dim(1), n, x.dim(0), true, a, b);
  }

  private static RowProduct convolution(Patches patches, Tensor y, Place a, Place b, int parts) {
    int n = y.dim(3);
    int windows = y.shape().size() / n;
    if (NarrowConvProduct.suits(patches, windows, n)) {
      return new NarrowConvProduct(patches, windows, n, a, b, parts);
    }
    return patches.thin()
        ? new ThinConvProduct(patches, n, a, b, parts)
        : new ConvProduct(patches, n, a, b, parts);
  }

  private static RowProduct kernelGradient(
      Patches patches, Tensor dy, Place a, Place b, int parts) {
    int n = dy.dim(3);
    if (NarrowKernelGradientProduct.suits(patches, n)) {
      return new NarrowKernelGradientProduct(patches, dy.dim(0), n, a, b, parts);
    }
    int windows = dy.shape().size() / n;
    return patches.thin()
        ? new ThinKernelGradientProduct(patches, windows, n, a, b, parts)
        : new ConvWeightGradientProduct(patches, windows, n, a, b, parts);
  }

  /** The rows of a matrix as windows of one number each over an image of one line. */
  private static Patches rows(Tensor x) {
    int rows = x.dim(0);
    return new Patches(
        new Patches.Axis(1, 1, 1, 1, 1, 0), new Patches.Axis(rows, rows, 1, 1, 1, 0), x.dim(1), 1);
  }

  /** The windows of a convolution of x (B, H, W, C) by w (KH, KW, ...) to y (B, OH, OW, ...). */
  private static Patches patches(Tensor x, Tensor w, Tensor y, ConvGeometry g) {
    return new Patches(
        axis(g.height(), x.dim(1), w.dim(0), y.dim(1)),
        axis(g.width(), x.dim(2), w.dim(1), y.dim(2)),
        x.dim(3),
        g.groups());
  }

  private static Patches.Axis axis(ConvGeometry.Axis a, int length, int kernel, int windows) {
    return new Patches.Axis(length, windows, a.stride(), kernel, a.dilation(), a.before());
  }
}
