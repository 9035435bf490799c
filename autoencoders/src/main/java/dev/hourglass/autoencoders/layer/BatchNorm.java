package dev.hourglass.autoencoders.layer;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.mean;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.reshape;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;

import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Batch normalisation (Ioffe and Szegedy, 2015) of (B, ..., C): each channel gets mean 0 and
 * variance 1, then {@code NAME.weight} times it plus {@code NAME.bias}. In training by the batch's
 * own mean and (biased) variance; after it by {@code NAME.running_mean} and {@code
 * NAME.running_var}, which move towards the batch's mean and unbiased variance by the momentum, as
 * in PyTorch. A batch of one number a channel counts as variance 0.
 *
 * @param momentum the part of a batch in the running statistics, from 0 to 1
 * @param epsilon added to the variance
 */
public record BatchNorm(String name, int channels, double momentum, double epsilon)
    implements Layer {

  public BatchNorm {
    if (channels < 1 || !(momentum >= 0 && momentum <= 1) || !(epsilon > 0)) {
      throw new IllegalArgumentException(
          "layer %s: needs a channel or more, a momentum from 0 to 1 and an epsilon above 0, got %d, %s, %s"
              .formatted(name, channels, momentum, epsilon));
    }
  }

  /** With momentum 0.1 and epsilon 1e-5. */
  public static BatchNorm of(String name, int channels) {
    return new BatchNorm(name, channels, 0.1, 1e-5);
  }

  @Override
  public List<ParameterSpec> parameters() {
    return Normalizing.parameters(name, channels);
  }

  @Override
  public List<ParameterSpec> statistics() {
    return List.of(
        new ParameterSpec(name + ".running_mean", Shape.of(channels), Initializer.ZEROS),
        new ParameterSpec(name + ".running_var", Shape.of(channels), Initializer.ONES));
  }

  @Override
  public Tensor apply(Tensor x, Pass pass) {
    Normalizing.requireChannels(name, channels, x);
    if (!pass.isTraining()) {
      Tensor centred = sub(x, pass.statistic(name + ".running_mean"));
      Tensor variance = pass.statistic(name + ".running_var");
      return Normalizing.affine(name, Normalizing.scaled(centred, variance, epsilon), pass);
    }
    int[] axes = IntStream.range(0, x.shape().rank() - 1).toArray();
    Tensor mean = mean(x, axes);
    Tensor centred = sub(x, mean);
    Tensor variance = mean(square(centred), axes);
    double count = (double) x.shape().size() / channels;
    move(pass, "running_mean", mean, 1);
    move(pass, "running_var", variance, count > 1 ? count / (count - 1) : 1);
    return Normalizing.affine(name, Normalizing.scaled(centred, variance, epsilon), pass);
  }

  private void move(Pass pass, String statistic, Tensor seen, double factor) {
    String full = name + "." + statistic;
    Tensor old = mul(pass.statistic(full), fill(1 - momentum));
    pass.update(full, add(old, mul(reshape(seen, channels), fill(momentum * factor))));
  }
}
