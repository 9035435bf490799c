package dev.hourglass.autoencoders.optim;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.sub;

import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;

/**
 * {@link Adam} with decoupled weight decay (Loshchilov and Hutter, 2019): each step also takes lr ·
 * weightDecay · theta off every parameter, biases included, as PyTorch does.
 *
 * @param learningRate above 0
 * @param beta1 how much of m is kept, in [0, 1)
 * @param beta2 how much of v is kept, in [0, 1)
 * @param epsilon above 0
 * @param weightDecay 0 or more
 */
public record AdamW(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {
  private static final double DEFAULT_DECAY = 0.01;

  public AdamW {
    Checks.positive("learning rate", learningRate);
    Checks.notNegative("weight decay", weightDecay);
    var _ = new Moments(beta1, beta2, epsilon);
  }

  /** With beta1 0.9, beta2 0.999, epsilon 1e-8 and weight decay 0.01. */
  public static AdamW of(double learningRate) {
    return of(learningRate, DEFAULT_DECAY);
  }

  /** With beta1 0.9, beta2 0.999, epsilon 1e-8 and the given weight decay. */
  public static AdamW of(double learningRate, double weightDecay) {
    Moments d = Moments.DEFAULTS;
    return new AdamW(learningRate, d.beta1(), d.beta2(), d.epsilon(), weightDecay);
  }

  @Override
  public AdamW withLearningRate(double learningRate) {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public String id() {
    return "adamw";
  }

  @Override
  public List<String> slotNames() {
    return List.of("adamw.m", "adamw.v");
  }

  @Override
  public UpdateRule update(Tensor theta, Tensor gradient, List<Tensor> slots) {
    Moments moments = new Moments(beta1, beta2, epsilon);
    Tensor a = input("adamw.a");
    Tensor c = input("adamw.c");
    Tensor w = input("adamw.w");
    Tensor m = moments.first(slots.get(0), gradient);
    Tensor v = moments.second(slots.get(1), gradient);
    Tensor next = sub(theta, add(mul(w, theta), moments.step(a, m, v, c)));
    return new UpdateRule(
        Map.of(theta, next, slots.get(0), m, slots.get(1), v),
        slots,
        List.of(
            new ScalarInput(a, moments::stepSize),
            new ScalarInput(c, (step, _) -> moments.correction(step)),
            new ScalarInput(w, (_, lr) -> lr * weightDecay)));
  }
}
