package dev.hourglass.autoencoders.optim;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.div;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.sqrt;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;

import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;

/**
 * RMSprop (Hinton's lecture, 2012): s = alpha s + (1 - alpha) g² and d = g / (sqrt(s) + epsilon);
 * theta - lr d, or with momentum v = momentum v + d and theta - lr v.
 *
 * @param learningRate above 0
 * @param alpha how much of the mean square is kept, in [0, 1)
 * @param epsilon above 0
 * @param momentum in [0, 1); 0 for none
 */
public record RmsProp(double learningRate, double alpha, double epsilon, double momentum)
    implements Optimizer {
  public RmsProp {
    Checks.positive("learning rate", learningRate);
    Checks.fraction("RMSprop's alpha", alpha);
    Checks.positive("RMSprop's epsilon", epsilon);
    Checks.fraction("momentum", momentum);
  }

  /** With alpha 0.99, epsilon 1e-8 and no momentum. */
  public static RmsProp of(double learningRate) {
    return new RmsProp(learningRate, 0.99, 1e-8, 0);
  }

  @Override
  public RmsProp withLearningRate(double learningRate) {
    return new RmsProp(learningRate, alpha, epsilon, momentum);
  }

  @Override
  public String id() {
    return "rmsprop";
  }

  @Override
  public List<String> slotNames() {
    return momentum == 0 ? List.of("rmsprop.s") : List.of("rmsprop.s", "rmsprop.v");
  }

  @Override
  public UpdateRule update(Tensor theta, Tensor gradient, List<Tensor> slots) {
    Tensor rate = input("rmsprop.rate");
    List<ScalarInput> scalars = List.of(new ScalarInput(rate, (_, lr) -> lr));
    Tensor oldS = slots.getFirst();
    Tensor s = add(oldS, mul(fill(1 - alpha), sub(square(gradient), oldS)));
    Tensor d = div(gradient, add(sqrt(s), fill(epsilon)));
    if (momentum == 0) {
      return new UpdateRule(Map.of(theta, sub(theta, mul(rate, d)), oldS, s), slots, scalars);
    }
    Tensor v = add(mul(fill(momentum), slots.get(1)), d);
    return new UpdateRule(
        Map.of(theta, sub(theta, mul(rate, v)), oldS, s, slots.get(1), v), slots, scalars);
  }
}
