package dev.hourglass.autoencoders.stacked;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.denoising.Noise;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.autoencoders.supervised.HeadSpec;
import dev.hourglass.engine.Tensor;
import java.util.Optional;

/**
 * The stacked autoencoder: before the whole is trained end to end, each layer of the encoder learns
 * as an autoencoder of its own, of what the layers below make of the rows (Bengio et al., 2007,
 * "Greedy Layer-Wise Training of Deep Networks"; with noise Vincent et al., 2010, "Stacked
 * Denoising Autoencoders"). Layer i of the encoder and its mirror image in the decoder start from
 * the weights of that small autoencoder.
 *
 * <p>Use it for features of a deep encoder, above all where few rows have labels, and for deep
 * encoders of sigmoids, which hardly train from drawn weights. Don't expect much from it for ReLU
 * networks with many rows: these train as well in one piece.
 *
 * @param epochs of each layer by itself, 1 or more
 * @param noise what damages the input of each layer, and of the whole, while it learns; empty: none
 */
public record Stacked(int epochs, Optional<Noise> noise) implements Family {
  public static final Stacked DEFAULTS = new Stacked(5, Optional.of(new Noise.Masking(0.25)));

  public Stacked {
    if (epochs < 1) {
      throw new IllegalArgumentException("each layer needs 1 epoch or more, got " + epochs);
    }
  }

  /**
   * The same from a text: {@code none}, or what {@link Noise#parse} takes.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Stacked of(int epochs, String noise) {
    return new Stacked(epochs, Noise.parseOptional(noise));
  }

  /** The noise as text, {@code none} where there is none. */
  public String noiseText() {
    return Noise.text(noise);
  }

  @Override
  public String id() {
    return "stacked";
  }

  @Override
  public void requireFits(Architecture architecture) {
    if (!(architecture instanceof DenseSpec || architecture instanceof HeadSpec)) {
      throw new IllegalArgumentException(
          "a stacked autoencoder learns dense layers one by one, but the architecture is %s; choose dense"
              .formatted(architecture.kind()));
    }
  }

  @Override
  public boolean corrupts() {
    return noise.isPresent();
  }

  @Override
  public Tensor corrupt(Tensor x, Pass pass) {
    return noise.map(n -> n.apply(x, pass)).orElse(x);
  }
}
