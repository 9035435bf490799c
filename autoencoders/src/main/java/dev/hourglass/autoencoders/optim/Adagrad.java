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
 * Adagrad (Duchi et al., 2011): s = s + g² and theta - lr g / (sqrt(s) + epsilon). Steps shrink for
 * good, which suits sparse gradients and short runs.
 *
 * @param learningRate above 0
 * @param epsilon above 0
 */
public record Adagrad(double learningRate, double epsilon) implements Optimizer {
  public Adagrad {
    Checks.positive("learning rate", learningRate);
    Checks.positive("Adagrad's epsilon", epsilon);
  }

  /** With epsilon 1e-10. */
  public static Adagrad of(double learningRate) {
    return new Adagrad(learningRate, 1e-10);
  }

  @Override
  public Adagrad withLearningRate(double learningRate) {
    return new Adagrad(learningRate, epsilon);
  }

  @Override
  public String id() {
    return "adagrad";
  }

  @Override
  public List<String> slotNames() {
    return List.of("adagrad.s");
  }

  @Override
  public UpdateRule update(Tensor theta, Tensor gradient, List<Tensor> slots) {
    Tensor rate = input("adagrad.rate");
    Tensor s = add(slots.getFirst(), square(gradient));
    Tensor step = div(mul(rate, gradient), add(sqrt(s), fill(epsilon)));
    return new UpdateRule(
        Map.of(theta, sub(theta, step), slots.getFirst(), s),
        slots,
        List.of(new ScalarInput(rate, (_, lr) -> lr)));
  }
}
