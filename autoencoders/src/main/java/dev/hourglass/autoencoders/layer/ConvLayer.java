package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.Convolutions;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolution, channels last: pictures (B, H, W, in) to (B, OH, OW, out), or sequences (B, T, in)
 * to (B, OT, out) under a kernel of one row. Parameters: {@code NAME.weight} (KH, KW, in / groups,
 * out) and {@code NAME.bias} (out).
 */
public record ConvLayer(String name, int in, int out, Kernel kernel, Initializer init, boolean bias)
    implements Layer {

  public ConvLayer {
    kernel.requireFits(name, in, out);
  }

  @Override
  public List<ParameterSpec> parameters() {
    Shape shape = Shape.of(kernel.height(), kernel.width(), in / kernel.groups(), out);
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(new ParameterSpec(name + ".weight", shape, init, kernel.fans(in, out)));
    if (bias) {
      specs.add(new ParameterSpec(name + ".bias", Shape.of(out), Initializer.ZEROS));
    }
    return List.copyOf(specs);
  }

  @Override
  public Tensor apply(Tensor x, Pass pass) {
    if (x.shape().rank() == 3) {
      Tensor y = apply(Tensors.reshape(x, x.dim(0), 1, x.dim(1), x.dim(2)), pass);
      return Tensors.reshape(y, y.dim(0), y.dim(2), y.dim(3));
    }
    Tensor weight = pass.parameter(name + ".weight");
    Tensor y = Convolutions.conv2d(x, weight, kernel.over(x.dim(1), x.dim(2)));
    return bias ? Tensors.add(y, pass.parameter(name + ".bias")) : y;
  }
}
