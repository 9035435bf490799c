package dev.hourglass.autoencoders.optim;

import static dev.hourglass.engine.Tensors.abs;
import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sumAll;

import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.engine.Tensor;

/**
 * A price on large weights, added to the loss: l1 Σ|w| + l2 Σw² over weights, not biases. A tied
 * weight counts once.
 *
 * @param l1 0 or more
 * @param l2 0 or more; its gradient is 2 l2 w
 */
public record Penalty(double l1, double l2) {
  /** No penalty. */
  public static final Penalty NONE = new Penalty(0, 0);

  public Penalty {
    Checks.notNegative("L1 penalty", l1);
    Checks.notNegative("L2 penalty", l2);
  }

  /** The loss and the penalty together, a scalar; the loss itself where both factors are 0. */
  public Tensor addTo(Tensor loss, ParameterLayout p) {
    Tensor total = loss;
    for (ParameterSpec spec : p.specs()) {
      if (spec.isWeight()) {
        total = addTo(total, p.view(spec.name()));
      }
    }
    return total;
  }

  private Tensor addTo(Tensor loss, Tensor weight) {
    Tensor total = loss;
    if (l1 > 0) {
      total = add(total, mul(fill(l1), sumAll(abs(weight))));
    }
    if (l2 > 0) {
      total = add(total, mul(fill(l2), sumAll(square(weight))));
    }
    return total;
  }
}
