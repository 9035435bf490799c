package dev.hourglass.autoencoders.contractive;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.lt;
import static dev.hourglass.engine.Tensors.meanAll;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.select;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sum;
import static dev.hourglass.engine.Tensors.sumAll;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.DenseLayer;
import dev.hourglass.autoencoders.layer.Norm;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Gradients;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * The contractive autoencoder: the reconstruction error + weight · mean over rows of ‖J‖², the
 * squared Frobenius norm of the Jacobian J = dh/dx (L, D) of the encoder at the row (Rifai et al.,
 * 2011, "Contractive Auto-Encoders: Explicit Invariance During Feature Extraction").
 *
 * <p>With a dense encoder of one layer, h = s(xW + b), the norm is exact: Σ_j s'(a_j)² Σ_i W_ij².
 * For any other encoder it is estimated: E‖Jᵀv‖² = ‖J‖² for v of independent signs (Hutchinson,
 * 1990), where Jᵀv is one gradient, which training differentiates again.
 *
 * <p>Use it for codes that ignore small changes in all directions but those the data themselves
 * take. A deep encoder trains about twice as slowly under it; {@link
 * dev.hourglass.autoencoders.denoising.Denoising} with small Gaussian noise contracts the
 * reconstruction for less.
 *
 * @param weight 0 or more; the reconstruction error is a mean over numbers, so 1e-5 to 1e-3 is
 *     usual
 * @param directions how many random v per row of a deep encoder, 1 or more
 */
public record Contractive(double weight, int directions) implements Family {
  public static final Contractive DEFAULTS = new Contractive(1e-4, 1);

  public Contractive {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "the price of the Jacobian must be 0 or more, got " + weight);
    }
    if (directions < 1) {
      throw new IllegalArgumentException("directions must be 1 or more, got " + directions);
    }
  }

  @Override
  public String id() {
    return "contractive";
  }

  @Override
  public void requireFits(Architecture architecture) {
    if (!architecture.differentiableTwice()) {
      throw new IllegalArgumentException(
          "a contractive autoencoder needs second derivatives, which a %s encoder does not have; choose dense or conv"
              .formatted(architecture.kind()));
    }
  }

  @Override
  public Optional<Tensor> term(Coded batch, Pass pass) {
    Tensor norms =
        batch.architecture() instanceof DenseSpec dense && isOneLayer(dense)
            ? exact(dense.encoder().getFirst(), batch.input(), pass)
            : estimate(batch, pass);
    return Optional.of(mul(fill(weight), meanAll(norms)));
  }

  private static boolean isOneLayer(DenseSpec dense) {
    return dense.encoder().size() == 1
        && dense.latentActivation() != Activation.SOFTMAX
        && dense.norm().equals(Norm.NONE)
        && dense.dropout() == 0;
  }

  /** ‖J‖² of each row, (B, 1). */
  private static Tensor exact(DenseLayer layer, Tensor x, Pass pass) {
    Tensor a = layer.preactivation(x, pass.layout());
    Tensor slope = Gradients.of(sumAll(layer.activation().apply(a)), List.of(a)).getFirst();
    Tensor lengths = sum(square(pass.parameter(layer.name() + ".weight")), 0); // (1, L)
    return sum(mul(square(slope), lengths), -1);
  }

  /** ‖Jᵀv‖² of each row, a mean over the directions, (B, 1). */
  private Tensor estimate(Coded batch, Pass pass) {
    Tensor total = fill(0);
    for (int i = 0; i < directions; i++) {
      Tensor u = pass.uniform(batch.code().shape().toArray());
      Tensor signs = select(lt(u, fill(0.5)), fill(-1), fill(1));
      Tensor along = sumAll(mul(batch.code(), signs));
      Tensor pulled = Gradients.of(along, List.of(batch.input())).getFirst();
      total = add(total, sum(square(pulled), -1));
    }
    return mul(total, fill(1.0 / directions));
  }
}
