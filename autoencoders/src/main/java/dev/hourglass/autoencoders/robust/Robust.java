package dev.hourglass.autoencoders.robust;

import static dev.hourglass.engine.Tensors.exp;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.mean;
import static dev.hourglass.engine.Tensors.meanAll;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.neg;
import static dev.hourglass.engine.Tensors.reshape;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;
import static dev.hourglass.engine.Tensors.sumAll;
import static dev.hourglass.engine.Tensors.topKMask;

import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.engine.Tensor;

/**
 * Training that bears wrong data, by either or both of two means.
 *
 * <ul>
 *   <li>The correntropy loss, mean of 1 - exp(-(y - x)² / (2 width²)) over all numbers, instead of
 *       the one chosen: near 0 a squared error, but a number that is far off costs 1 at most and
 *       has no pull (Qi et al., 2014, "Robust feature learning by stacked autoencoder with maximum
 *       correntropy criterion").
 *   <li>Trimmed batches: in each step the share of rows with the largest error is left out (least
 *       trimmed squares, Rousseeuw, 1984).
 * </ul>
 *
 * <p>Use it where some rows of the training data do not belong there, as when anomalies are to be
 * found in data that contain them. Don't where rare rows matter: they are what it ignores first.
 *
 * @param width above 0: errors well above it are ignored; 0: the loss stays the one chosen
 * @param trim share of a batch left out, in [0, 1); validation leaves nothing out
 */
public record Robust(double width, double trim) implements Family {
  public static final Robust DEFAULTS = new Robust(0, 0.1);

  public Robust {
    if (!(width >= 0) || Double.isInfinite(width)) {
      throw new IllegalArgumentException(
          "the width of correntropy must be above 0, or 0 for none, got " + width);
    }
    if (!(trim >= 0 && trim < 1)) {
      throw new IllegalArgumentException("the trimmed share must be in [0, 1), got " + trim);
    }
  }

  @Override
  public String id() {
    return "robust";
  }

  @Override
  public Tensor reconstruction(
      Loss loss, Tensor preactivation, Activation output, Tensor target, Pass pass) {
    boolean trims = pass.isTraining() && trim > 0;
    if (width == 0 && !trims) {
      return loss.of(preactivation, output, target);
    }
    Tensor errors =
        width == 0
            ? loss.byRow(preactivation, output, target)
            : mean(correntropy(sub(output.apply(preactivation), target)), -1);
    return trims ? trimmed(errors) : meanAll(errors);
  }

  private Tensor correntropy(Tensor difference) {
    Tensor kernel = exp(neg(mul(square(difference), fill(1 / (2 * width * width)))));
    return sub(fill(1), kernel);
  }

  /** The mean of errors (B, 1) but for the largest ones. */
  private Tensor trimmed(Tensor errors) {
    int rows = errors.dim(0);
    int kept = Math.max(1, (int) Math.round((1 - trim) * rows));
    Tensor best = reshape(topKMask(reshape(neg(errors), 1, rows), kept), rows, 1);
    return mul(sumAll(mul(errors, best)), fill(1.0 / kept));
  }
}
