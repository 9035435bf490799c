package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.Tensor;
import java.util.List;

/**
 * Layer normalisation (Ba, Kiros and Hinton, 2016) of (B, ..., C): the C numbers of each row, or of
 * each pixel or step, get mean 0 and (biased) variance 1, then {@code NAME.weight} times them plus
 * {@code NAME.bias}, both (C). The same in training and after it, and for every size of batch.
 *
 * <p>Use it where batches are small; {@link BatchNorm} where they are large and a network is deep.
 *
 * @param channels C, 1 or more; of one number nothing is left but the bias
 * @param epsilon added to the variance, above 0
 */
public record LayerNorm(String name, int channels, double epsilon) implements Layer {

  /**
   * @throws IllegalArgumentException if channels or epsilon are out of range
   */
  public LayerNorm {
    if (channels < 1 || !(epsilon > 0)) {
      throw new IllegalArgumentException(
          "layer %s: needs a channel or more and an epsilon above 0, got %d and %s"
              .formatted(name, channels, epsilon));
    }
  }

  /** With epsilon 1e-5. */
  public static LayerNorm of(String name, int channels) {
    return new LayerNorm(name, channels, 1e-5);
  }

  @Override
  public List<ParameterSpec> parameters() {
    return Normalizing.parameters(name, channels);
  }

  /**
   * @param x (B, ..., C)
   * @throws dev.hourglass.engine.ShapeException if x does not fit
   */
  @Override
  public Tensor apply(Tensor x, Pass pass) {
    Normalizing.requireChannels(name, channels, x);
    return Normalizing.affine(name, Normalizing.standardised(x, epsilon, -1), pass);
  }
}
