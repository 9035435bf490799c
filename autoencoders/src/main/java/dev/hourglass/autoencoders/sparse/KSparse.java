package dev.hourglass.autoencoders.sparse;

import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.topKMask;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.denoising.Noise;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Tensor;
import java.util.Optional;

/**
 * Only the k largest numbers of each code stay, the others become 0, in training and after it;
 * gradients pass through the kept ones (Makhzani and Frey, 2013, "k-Sparse Autoencoders"). Among
 * equal numbers the first ones stay.
 *
 * <p>Use it for exact control of the sparsity, with a linear code as in the paper, and for codes to
 * be stored as k places and k numbers. Don't begin with a very small k: units that lose in the
 * first epochs never learn; start at a tenth of the code.
 *
 * @param k 1 or more, at most the width of the code
 * @param alpha 1 or more: after training alpha · k numbers stay (at most all), which the paper
 *     found to make better features with alpha from 1 to 3
 * @param noise what the encoder sees is damaged by in training, and is to be undone; features for a
 *     classifier are better for it
 */
public record KSparse(int k, double alpha, Optional<Noise> noise) implements Family {
  public static final KSparse DEFAULTS = new KSparse(25, 1);

  /** Learns from clean rows. */
  public KSparse(int k, double alpha) {
    this(k, alpha, Optional.empty());
  }

  public KSparse {
    if (k < 1) {
      throw new IllegalArgumentException("k must be 1 or more numbers of the code, got " + k);
    }
    if (!(alpha >= 1) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException("alpha must be 1 or more, got " + alpha);
    }
  }

  @Override
  public String id() {
    return "k-sparse";
  }

  @Override
  public void requireFits(Architecture architecture) {
    if (k > architecture.codeWidth()) {
      throw new IllegalArgumentException(
          "k-sparse keeps %d numbers of a code of only %d; choose a smaller k or a wider code"
              .formatted(k, architecture.codeWidth()));
    }
  }

  /** The noise as a text, {@value Noise#NONE} where there is none. */
  public String noiseText() {
    return Noise.text(noise);
  }

  @Override
  public boolean corrupts() {
    return noise.isPresent();
  }

  @Override
  public Tensor corrupt(Tensor x, Pass pass) {
    return noise.map(n -> n.apply(x, pass)).orElse(x);
  }

  @Override
  public Tensor code(Tensor code, Pass pass) {
    int kept = pass.isTraining() ? k : (int) Math.min(code.dim(-1), Math.round(alpha * k));
    return mul(code, topKMask(code, kept));
  }
}
