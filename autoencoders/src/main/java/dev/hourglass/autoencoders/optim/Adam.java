package dev.hourglass.autoencoders.optim;

import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.sub;

import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Adam (Kingma and Ba, 2015): steps of about lr, whatever the size of the gradient. The one to
 * start with.
 *
 * <p>m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g², and theta - a m / (c sqrt(v) +
 * epsilon) with a = lr / (1 - beta1^t) and c = 1 / sqrt(1 - beta2^t).
 *
 * @param learningRate above 0
 * @param beta1 how much of m is kept, in [0, 1)
 * @param beta2 how much of v is kept, in [0, 1)
 * @param epsilon above 0
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  public Adam {
    Checks.positive("learning rate", learningRate);
    var _ = new Moments(beta1, beta2, epsilon);
  }

  /** With beta1 0.9, beta2 0.999 and epsilon 1e-8. */
  public static Adam of(double learningRate) {
    return new Adam(
        learningRate,
        Moments.DEFAULTS.beta1(),
        Moments.DEFAULTS.beta2(),
        Moments.DEFAULTS.epsilon());
  }

  @Override
  public Adam withLearningRate(double learningRate) {
    return new Adam(learningRate, beta1, beta2, epsilon);
  }

  @Override
  public String id() {
    return "adam";
  }

  @Override
  public List<String> slotNames() {
    return List.of("adam.m", "adam.v");
  }

  @Override
  public UpdateRule update(Tensor theta, Tensor gradient, List<Tensor> slots) {
    Moments moments = new Moments(beta1, beta2, epsilon);
    Tensor a = input("adam.a");
    Tensor c = input("adam.c");
    Tensor m = moments.first(slots.get(0), gradient);
    Tensor v = moments.second(slots.get(1), gradient);
    Tensor next = sub(theta, moments.step(a, m, v, c));
    return new UpdateRule(
        Map.of(theta, next, slots.get(0), m, slots.get(1), v),
        slots,
        List.of(
            new ScalarInput(a, moments::stepSize),
            new ScalarInput(c, (step, _) -> moments.correction(step))));
  }
}
