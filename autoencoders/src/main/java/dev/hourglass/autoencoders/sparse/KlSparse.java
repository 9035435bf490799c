package dev.hourglass.autoencoders.sparse;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.log;
import static dev.hourglass.engine.Tensors.max;
import static dev.hourglass.engine.Tensors.mean;
import static dev.hourglass.engine.Tensors.min;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.neg;
import static dev.hourglass.engine.Tensors.sub;
import static dev.hourglass.engine.Tensors.sumAll;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Tensor;
import java.util.Optional;

/**
 * Each unit of the code is to be active for a share rho of the rows only: the reconstruction error
 * + weight · Σ_j KL(rho ‖ m_j), where m_j is the mean activation of unit j over the batch and
 * KL(rho ‖ m) = rho log(rho / m) + (1 - rho) log((1 - rho) / (1 - m)) (Ng, 2011, "Sparse
 * autoencoder", CS294A lecture notes).
 *
 * <p>Use it where every unit should be of some use, for the divergence also pulls up units that
 * never speak. It needs a sigmoid code, and batches large enough for a mean to say something (100
 * rows or more); with small ones take {@link L1Sparse} or {@link KSparse}.
 *
 * @param weight 0 or more; the reconstruction error is a mean over numbers, so 1e-4 to 1e-2 is
 *     usual
 * @param target rho, in (0, 1)
 */
public record KlSparse(double weight, double target) implements Family {
  public static final KlSparse DEFAULTS = new KlSparse(1e-3, 0.05);

  /** Mean activations are kept this far from 0 and 1, where the divergence is infinite. */
  private static final double MARGIN = 1e-6;

  public KlSparse {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "the price of the divergence must be 0 or more, got " + weight);
    }
    if (!(target > 0 && target < 1)) {
      throw new IllegalArgumentException(
          "the target activation must be between 0 and 1, got " + target);
    }
  }

  @Override
  public String id() {
    return "sparse-kl";
  }

  @Override
  public void requireFits(Architecture architecture) {
    if (architecture instanceof DenseSpec dense && dense.latentActivation() != Activation.SIGMOID) {
      throw new IllegalArgumentException(
          "sparse-kl needs a code in (0, 1): choose sigmoid for its activation, not "
              + dense.latentActivation().id());
    }
  }

  @Override
  public Optional<Tensor> term(Coded batch, Pass pass) {
    Tensor m = max(min(mean(batch.code(), 0), fill(1 - MARGIN)), fill(MARGIN)); // (1, L)
    Tensor other = sub(fill(1), m);
    double entropy = target * Math.log(target) + (1 - target) * Math.log1p(-target);
    Tensor cross = add(mul(fill(target), log(m)), mul(fill(1 - target), log(other)));
    Tensor divergence = add(neg(cross), fill(entropy));
    return Optional.of(mul(fill(weight), sumAll(divergence)));
  }
}
