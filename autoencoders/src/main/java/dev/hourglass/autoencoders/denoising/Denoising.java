package dev.hourglass.autoencoders.denoising;

import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Tensor;

/**
 * The denoising autoencoder: the encoder sees x̃ drawn from q(x̃ | x), and the loss compares its
 * reconstruction with the clean x (Vincent et al., 2008, "Extracting and Composing Robust Features
 * with Denoising Autoencoders"; 2010 for Gaussian and salt-and-pepper noise). To undo the damage it
 * must know how the data hang together, so a code wider than the data does not become a copy.
 *
 * <p>Use it to clean data of noise like that of training, to fill gaps ({@link Noise.Masking}), and
 * as the first regulariser to try. Don't expect clean rows to come out as sharply as from a plain
 * autoencoder of the same code: it smooths.
 *
 * @param noise in the scale of the model, after preprocessing
 */
public record Denoising(Noise noise) implements Family {
  public static final Denoising DEFAULTS = new Denoising(new Noise.Masking(0.3));

  @Override
  public String id() {
    return "denoising";
  }

  @Override
  public boolean corrupts() {
    return true;
  }

  @Override
  public Tensor corrupt(Tensor x, Pass pass) {
    return noise.apply(x, pass);
  }
}
