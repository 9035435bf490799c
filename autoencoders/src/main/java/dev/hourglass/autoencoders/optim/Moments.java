package dev.hourglass.autoencoders.optim;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.div;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.sqrt;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;

import dev.hourglass.engine.Tensor;

/**
 * The running moments that Adam and AdamW share, written with few operations: the bias corrections
 * are gathered into two numbers per step, so that an element costs one division and one square
 * root.
 *
 * @param beta1 how much of m is kept, in [0, 1)
 * @param beta2 how much of v is kept, in [0, 1)
 * @param epsilon above 0
 */
record Moments(double beta1, double beta2, double epsilon) {
  static final Moments DEFAULTS = new Moments(0.9, 0.999, 1e-8);

  Moments {
    Checks.fraction("Adam's beta1", beta1);
    Checks.fraction("Adam's beta2", beta2);
    Checks.positive("Adam's epsilon", epsilon);
  }

  /** beta1 m + (1 - beta1) g, as one difference and one multiply-add. */
  Tensor first(Tensor m, Tensor gradient) {
    return add(m, mul(fill(1 - beta1), sub(gradient, m)));
  }

  /** beta2 v + (1 - beta2) g². */
  Tensor second(Tensor v, Tensor gradient) {
    return add(v, mul(fill(1 - beta2), sub(square(gradient), v)));
  }

  /** a m / (sqrt(v) c + epsilon), with a and c of {@link #stepSize} and {@link #correction}. */
  Tensor step(Tensor a, Tensor m, Tensor v, Tensor c) {
    return div(mul(a, m), add(mul(sqrt(v), c), fill(epsilon)));
  }

  /** a = lr / (1 - beta1^t). */
  double stepSize(long step, double learningRate) {
    return learningRate / (1 - StrictMath.pow(beta1, step));
  }

  /** c = 1 / sqrt(1 - beta2^t). */
  double correction(long step) {
    return 1 / StrictMath.sqrt(1 - StrictMath.pow(beta2, step));
  }
}
