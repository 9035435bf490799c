package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.List;

/**
 * Group normalisation (Wu and He, 2018) of (B, ..., C), channels last: the channels are dealt to
 * groups of neighbours, and all numbers of an example's group, over all its pixels or steps, get
 * mean 0 and (biased) variance 1; then {@code NAME.weight} times each channel plus {@code
 * NAME.bias}, both (C). One group is layer normalisation of the whole example, a group for each
 * channel instance normalisation. The same in training and after it, and for every size of batch.
 *
 * <p>Use it for convolutions where batches are too small for {@link BatchNorm}.
 *
 * @param groups 1 or more
 * @param channels C, a multiple of the groups
 * @param epsilon added to the variance, above 0
 */
public record GroupNorm(String name, int groups, int channels, double epsilon) implements Layer {

  /**
   * @throws IllegalArgumentException if groups, channels or epsilon are out of range
   */
  public GroupNorm {
    if (groups < 1 || channels < 1 || channels % groups != 0 || !(epsilon > 0)) {
      throw new IllegalArgumentException(
          "layer %s: needs a number of groups that divides the channels and an epsilon above 0, got %d groups of %d channels and %s"
              .formatted(name, groups, channels, epsilon));
    }
  }

  /** With epsilon 1e-5. */
  public static GroupNorm of(String name, int groups, int channels) {
    return new GroupNorm(name, groups, channels, 1e-5);
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
    int places = x.shape().size() / (x.dim(0) * channels); // pixels or steps of an example
    int each = channels / groups;
    Tensor grouped = Tensors.reshape(x, x.dim(0), places, groups, each);
    // a group's numbers in a row: rows are what means and broadcasts are fast along
    Tensor rows =
        Tensors.reshape(Tensors.transpose(grouped, 0, 2, 1, 3), x.dim(0) * groups, places * each);
    Tensor standard = Normalizing.standardised(rows, epsilon, -1);
    Tensor back =
        Tensors.transpose(Tensors.reshape(standard, x.dim(0), groups, places, each), 0, 2, 1, 3);
    return Normalizing.affine(name, Tensors.reshape(back, x.shape().toArray()), pass);
  }
}
