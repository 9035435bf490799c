package dev.hourglass.autoencoders.optim;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.div;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.max;
import static dev.hourglass.engine.Tensors.min;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.sqrt;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sumAll;

import dev.hourglass.engine.Tensor;

/** Keeps a gradient from growing too large. */
public sealed interface Clipping {

  /** The gradient as it is. */
  Clipping NONE = new None();

  /** The clipped gradient, of the same shape. */
  Tensor apply(Tensor gradient);

  /** Leaves the gradient as it is. */
  record None() implements Clipping {
    @Override
    public Tensor apply(Tensor gradient) {
      return gradient;
    }
  }

  /**
   * Moves each number into [-limit, limit].
   *
   * @param limit above 0
   */
  record ByValue(double limit) implements Clipping {
    public ByValue {
      Checks.positive("clipping by value: the limit", limit);
    }

    @Override
    public Tensor apply(Tensor gradient) {
      return max(min(gradient, fill(limit)), fill(-limit));
    }
  }

  /**
   * Scales the whole gradient by min(1, maxNorm / (norm + 1e-6)), where the norm is Euclidean over
   * all parameters (Pascanu et al., 2013), so its direction stays.
   *
   * @param maxNorm above 0
   */
  record ByGlobalNorm(double maxNorm) implements Clipping {
    public ByGlobalNorm {
      Checks.positive("clipping by norm: the limit", maxNorm);
    }

    @Override
    public Tensor apply(Tensor gradient) {
      Tensor norm = sqrt(sumAll(square(gradient)));
      Tensor scale = min(fill(1), div(fill(maxNorm), add(norm, fill(1e-6))));
      return mul(gradient, scale);
    }
  }
}
