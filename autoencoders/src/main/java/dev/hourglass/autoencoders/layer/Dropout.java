package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;

/**
 * Dropout (Srivastava et al., 2014), inverted: in training each number is 0 with probability {@code
 * rate}, else divided by 1 - rate, so that its mean stays; after training nothing changes. Which
 * numbers drop out depends on seed, step and place only, so a run that goes on drops the same ones.
 *
 * @param rate from 0, which changes nothing, to below 1
 */
public record Dropout(String name, double rate) implements Layer {

  /**
   * @throws IllegalArgumentException if the rate is out of range
   */
  public Dropout {
    requireRate("layer " + name, rate);
  }

  /** Refuses a rate outside [0, 1). */
  public static void requireRate(String what, double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "%s: the rate of dropout must be 0 or more and below 1, got %s".formatted(what, rate));
    }
  }

  /**
   * @param x of any shape
   */
  @Override
  public Tensor apply(Tensor x, Pass pass) {
    if (!pass.isTraining() || rate == 0) {
      return x;
    }
    Tensor stays = Tensors.ge(pass.uniform(x.shape().toArray()), Tensors.fill(rate));
    Tensor scaled = Tensors.mul(x, Tensors.fill(1 / (1 - rate)));
    return Tensors.select(stays, scaled, Tensors.fill(0));
  }
}
