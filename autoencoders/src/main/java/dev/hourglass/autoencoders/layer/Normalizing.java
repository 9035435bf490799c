package dev.hourglass.autoencoders.layer;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.mean;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.rsqrt;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;

import dev.hourglass.engine.Shape;
import dev.hourglass.engine.ShapeException;
import dev.hourglass.engine.Tensor;
import java.util.List;

/** What the normalisations share: a factor and an offset for each channel. */
final class Normalizing {
  private Normalizing() {}

  static List<ParameterSpec> parameters(String name, int channels) {
    return List.of(
        new ParameterSpec(name + ".weight", Shape.of(channels), Initializer.ONES),
        new ParameterSpec(name + ".bias", Shape.of(channels), Initializer.ZEROS));
  }

  /** x with mean 0 and variance 1 along the axes. */
  static Tensor standardised(Tensor x, double epsilon, int... axes) {
    Tensor centred = sub(x, mean(x, axes));
    return scaled(centred, mean(square(centred), axes), epsilon);
  }

  static Tensor scaled(Tensor centred, Tensor variance, double epsilon) {
    return mul(centred, rsqrt(add(variance, fill(epsilon))));
  }

  static Tensor affine(String name, Tensor x, Pass pass) {
    return add(mul(x, pass.parameter(name + ".weight")), pass.parameter(name + ".bias"));
  }

  static void requireChannels(String name, int channels, Tensor x) {
    if (x.shape().rank() < 2 || x.dim(-1) != channels) {
      throw new ShapeException(
          "layer %s: needs (B, ..., %d), got %s".formatted(name, channels, x.shape()));
    }
  }
}
