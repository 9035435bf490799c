package dev.hourglass.autoencoders.optim;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.sub;

import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Stochastic gradient descent: theta - lr g, or with momentum v = momentum v + g and theta - lr v
 * (Polyak, 1964), or after Nesterov theta - lr (g + momentum v) (Sutskever et al., 2013). No
 * dampening.
 *
 * @param learningRate above 0
 * @param momentum in [0, 1); 0 for none
 * @param nesterov whether to look ahead; needs momentum
 */
public record Sgd(double learningRate, double momentum, boolean nesterov) implements Optimizer {
  private static final double DEFAULT_MOMENTUM = 0.9;

  public Sgd {
    Checks.positive("learning rate", learningRate);
    Checks.fraction("momentum", momentum);
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException("Nesterov's method needs a momentum above 0, got 0");
    }
  }

  /** Without momentum. */
  public static Sgd of(double learningRate) {
    return new Sgd(learningRate, 0, false);
  }

  /** With momentum 0.9. */
  public static Sgd momentum(double learningRate) {
    return new Sgd(learningRate, DEFAULT_MOMENTUM, false);
  }

  /** After Nesterov, with momentum 0.9. */
  public static Sgd nesterov(double learningRate) {
    return new Sgd(learningRate, DEFAULT_MOMENTUM, true);
  }

  @Override
  public Sgd withLearningRate(double learningRate) {
    return new Sgd(learningRate, momentum, nesterov);
  }

  @Override
  public String id() {
    return momentum == 0 ? "sgd" : nesterov ? "nesterov" : "momentum";
  }

  @Override
  public List<String> slotNames() {
    return momentum == 0 ? List.of() : List.of("sgd.v");
  }

  @Override
  public UpdateRule update(Tensor theta, Tensor gradient, List<Tensor> slots) {
    Tensor rate = input("sgd.rate");
    List<ScalarInput> scalars = List.of(new ScalarInput(rate, (_, lr) -> lr));
    if (slots.isEmpty()) {
      return new UpdateRule(Map.of(theta, sub(theta, mul(rate, gradient))), slots, scalars);
    }
    Tensor v = add(mul(fill(momentum), slots.getFirst()), gradient);
    Tensor step = nesterov ? add(gradient, mul(fill(momentum), v)) : v;
    return new UpdateRule(
        Map.of(theta, sub(theta, mul(rate, step)), slots.getFirst(), v), slots, scalars);
  }
}
