package dev.hourglass.tasks.denoising;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.concat;
import static dev.hourglass.engine.Tensors.div;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.rsqrt;
import static dev.hourglass.engine.Tensors.square;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.DenseLayer;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The graph of a denoiser of rows with D columns of mean 0 and variance 1: dense layers of leaky
 * ReLU over the noisy row and the embedding of its noise level.
 *
 * <p>The network does not learn the row itself but what the best linear guess for independent
 * columns leaves over, scaled to variance 1 at every level (Karras et al., "Elucidating the design
 * space of diffusion-based generative models", 2022, with data variance 1): the output is x / (1 +
 * s²) + s / sqrt(1 + s²) F(x / sqrt(1 + s²), s) for noise of deviation s.
 */
final class DenoisingNetwork {
  private final List<DenseLayer> layers = new ArrayList<>();
  private final ParameterLayout layout;

  DenoisingNetwork(int columns, int width, int hidden) {
    int in = columns + NoiseSchedule.EMBEDDING;
    for (int i = 0; i < hidden; i++) {
      layers.add(layer("hidden." + i, in, width, Activation.LEAKY_RELU, Initializer.HE_UNIFORM));
      in = width;
    }
    layers.add(layer("output", in, columns, Activation.LINEAR, Initializer.ZEROS));
    List<ParameterSpec> parameters = new ArrayList<>();
    layers.forEach(l -> parameters.addAll(l.parameters()));
    layout = ParameterLayout.of(parameters);
  }

  private static DenseLayer layer(String name, int in, int out, Activation a, Initializer i) {
    return new DenseLayer(name, in, out, a, i, true, null);
  }

  ParameterLayout layout() {
    return layout;
  }

  /**
   * What the rows were before the noise, (B, D).
   *
   * @param noisy (B, D)
   * @param deviation of the noise, (B, 1)
   * @param embedding of the noise level, (B, EMBEDDING)
   */
  Tensor denoise(Tensor noisy, Tensor deviation, Tensor embedding) {
    Tensor variance = add(fill(1), square(deviation));
    Tensor shrink = rsqrt(variance);
    Tensor h = concat(1, List.of(mul(noisy, shrink), embedding));
    for (DenseLayer layer : layers) {
      h = layer.apply(h, layout);
    }
    return add(div(noisy, variance), mul(mul(deviation, shrink), h));
  }
}
