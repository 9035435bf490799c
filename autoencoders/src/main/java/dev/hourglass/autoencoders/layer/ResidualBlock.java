package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Two convolutions with a way around them (He et al., 2016): activation(x +
 * conv(activation(conv(x)))), with a normalisation behind each convolution where wanted. Shapes
 * stay.
 *
 * @param kernel of stride 1
 * @param activation between the convolutions
 * @param last of the sum
 */
public record ResidualBlock(
    String name, int channels, Kernel kernel, Activation activation, Activation last, Norm norm)
    implements Layer {

  public ResidualBlock {
    if (kernel.strideX() != 1 || kernel.strideY() != 1) {
      throw new IllegalArgumentException("layer %s: needs a stride of 1".formatted(name));
    }
  }

  private List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Initializer init = Initializer.defaultFor(activation);
      layers.add(
          new ConvLayer(
              name + ".conv" + i, channels, channels, kernel, init, !norm.replacesBias()));
      norm.layer(name + ".norm" + i, channels).ifPresent(layers::add);
    }
    return layers;
  }

  @Override
  public List<ParameterSpec> parameters() {
    return layers().stream().flatMap(l -> l.parameters().stream()).toList();
  }

  @Override
  public List<ParameterSpec> statistics() {
    return layers().stream().flatMap(l -> l.statistics().stream()).toList();
  }

  @Override
  public Tensor apply(Tensor x, Pass pass) {
    List<Layer> layers = layers();
    Tensor h = x;
    for (int i = 0; i < layers.size(); i++) {
      h = layers.get(i).apply(h, pass);
      h = i + 1 == layers.size() / 2 ? activation.apply(h) : h;
    }
    return last.apply(Tensors.add(x, h));
  }
}
