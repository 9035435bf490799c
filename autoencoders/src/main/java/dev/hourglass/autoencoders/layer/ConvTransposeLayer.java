package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.Convolutions;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.ShapeException;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Transposed convolution, channels last: it undoes the shape of a convolution from {@code height} x
 * {@code width} under the same kernel. Of the sizes that the convolution makes alike (13 and 14
 * both become 7 under stride 2) it restores the one it is given, whatever output padding that
 * takes. Parameters: {@code NAME.weight} (KH, KW, out / groups, in) and {@code NAME.bias} (out).
 *
 * @param height rows of the result
 * @param width columns of the result
 */
public record ConvTransposeLayer(
    String name,
    int in,
    int out,
    int height,
    int width,
    Kernel kernel,
    Initializer init,
    boolean bias)
    implements Layer {

  public ConvTransposeLayer {
    kernel.requireFits(name, in, out);
  }

  @Override
  public List<ParameterSpec> parameters() {
    Shape shape = Shape.of(kernel.height(), kernel.width(), out / kernel.groups(), in);
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(new ParameterSpec(name + ".weight", shape, init, fans()));
    if (bias) {
      specs.add(new ParameterSpec(name + ".bias", Shape.of(out), Initializer.ZEROS));
    }
    return List.copyOf(specs);
  }

  /** With a stride, an output reads only part of the kernel: every stride-th row and column. */
  private Fans fans() {
    Fans whole = kernel.fans(in, out);
    int stride = kernel.strideY() * kernel.strideX();
    return new Fans(Math.max(1, whole.in() / stride), whole.out());
  }

  @Override
  public Tensor apply(Tensor x, Pass pass) {
    if (x.shape().rank() == 3) {
      Tensor y = apply(Tensors.reshape(x, x.dim(0), 1, x.dim(1), x.dim(2)), pass);
      return Tensors.reshape(y, y.dim(0), y.dim(2), y.dim(3));
    }
    if (x.shape().rank() != 4 || x.dim(3) != in) {
      throw new ShapeException(
          "layer %s: needs (B, H, W, %d), got %s".formatted(name, in, x.shape()));
    }
    Tensor weight = pass.parameter(name + ".weight");
    Tensor y =
        Convolutions.conv2dInputGradient(x, weight, kernel.over(height, width), height, width);
    return bias ? Tensors.add(y, pass.parameter(name + ".bias")) : y;
  }
}
