package dev.hourglass.autoencoders.sparse;

import static dev.hourglass.engine.Tensors.abs;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.meanAll;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.sum;

import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Tensor;
import java.util.Optional;

/**
 * A price on the size of the code, which drives most of its numbers to 0: the reconstruction error
 * + weight · mean over rows of Σ_j |h_j| (the penalty of sparse coding, Olshausen and Field, 1996,
 * on the code of an autoencoder; Ng, 2011).
 *
 * <p>Use it for features of which few are active at once, with a ReLU code, which reaches 0
 * exactly. Don't where codes are compared by their length: the price shrinks them all, and a
 * decoder with large weights can evade part of it; {@link KSparse} has neither fault.
 *
 * @param weight 0 or more; the reconstruction error is a mean over numbers, so 1e-5 to 1e-3 is
 *     usual
 */
public record L1Sparse(double weight) implements Family {
  public static final L1Sparse DEFAULTS = new L1Sparse(1e-4);

  public L1Sparse {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("the price of the code must be 0 or more, got " + weight);
    }
  }

  @Override
  public String id() {
    return "sparse";
  }

  @Override
  public Optional<Tensor> term(Coded batch, Pass pass) {
    return Optional.of(mul(fill(weight), meanAll(sum(abs(batch.code()), -1))));
  }
}
