package dev.hourglass.autoencoders.conv;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.LayerSummary;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Dropout;
import dev.hourglass.autoencoders.layer.Norm;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Tensor;
import java.util.List;

/**
 * A convolutional autoencoder (Masci et al., 2011). Each stage of the encoder convolves and makes
 * the picture smaller by the stride; the decoder goes the same sizes back by transposed
 * convolutions, and ends in a convolution to the channels of the input. Sizes that the stride does
 * not divide are rounded up on the way down, and restored exactly on the way up. A sequence is a
 * picture of height 1, whose kernels have one row.
 *
 * @param height rows of the input
 * @param width columns of the input
 * @param channels of the input
 * @param filters channels behind each stage, such as 32, 32
 * @param kernel rows and columns of each kernel
 * @param stride by which a stage makes the picture smaller
 * @param pooling whether stages convolve by single steps and then take the largest number of each
 *     window, instead of convolving by the stride
 * @param latent length of a dense code; 0: the last stage's map is the code
 * @param residualBlocks behind each stage, and ahead of each one back
 * @param norm how every convolution but the last is normalised
 * @param activation of hidden layers
 * @param latentActivation of the code
 * @param outputActivation of the reconstruction
 * @param dropout share of the numbers behind each stage, but for the code, that training leaves
 *     out, from 0 to below 1
 */
public record ConvSpec(
    int height,
    int width,
    int channels,
    List<Integer> filters,
    int kernel,
    int stride,
    boolean pooling,
    int latent,
    int residualBlocks,
    Norm norm,
    Activation activation,
    Activation latentActivation,
    Activation outputActivation,
    double dropout)
    implements Architecture {
  private static final int MOST_STAGES = 100;

  public ConvSpec {
    filters = List.copyOf(filters);
    require(
        height >= 1 && width >= 1 && channels >= 1,
        "a picture needs a height, a width and a channel of 1 or more, got %d x %d x %d",
        height,
        width,
        channels);
    require(
        (long) height * width * channels <= Integer.MAX_VALUE,
        "a picture of %d x %d x %d holds 2^31 numbers or more",
        height,
        width,
        channels);
    require(
        !filters.isEmpty() && filters.size() <= MOST_STAGES,
        "a convolutional autoencoder needs 1 to %d stages, got %d",
        MOST_STAGES,
        filters.size());
    require(filters.stream().allMatch(f -> f >= 1), "every stage needs a channel, got %s", filters);
    require(
        kernel >= 1 && stride >= 1 && latent >= 0 && residualBlocks >= 0,
        "kernel and stride must be 1 or more, latent and residual blocks 0 or more, got %d, %d, %d, %d",
        kernel,
        stride,
        latent,
        residualBlocks);
    Dropout.requireRate("a convolutional autoencoder", dropout);
    filters.forEach(f -> norm.layer("of a stage", f));
  }

  private static void require(boolean holds, String message, Object... numbers) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(numbers));
    }
  }

  /** Describes an autoencoder of pictures. */
  public static ConvBuilder picture(int height, int width, int channels) {
    return new ConvBuilder(height, width, channels);
  }

  /**
   * Describes an autoencoder of sequences: rows of {@code steps} times {@code channels} numbers.
   */
  public static ConvBuilder sequence(int steps, int channels) {
    return new ConvBuilder(1, steps, channels);
  }

  @Override
  public String kind() {
    return "conv";
  }

  @Override
  public int inputWidth() {
    return height * width * channels;
  }

  @Override
  public int codeWidth() {
    return latent > 0 ? latent : codeMap().size();
  }

  /** The map that the last stage makes: the code, or what the dense code is made of. */
  public Size codeMap() {
    return ConvNetwork.sizes(this).getLast();
  }

  /**
   * The shape of a picture or map.
   *
   * @param height rows
   * @param width columns
   * @param channels numbers of a pixel
   */
  public record Size(int height, int width, int channels) {
    /** How many numbers it has. */
    public int size() {
      return height * width * channels;
    }

    /** The same with other channels. */
    Size of(int otherChannels) {
      return new Size(height, width, otherChannels);
    }

    @Override
    public String toString() {
      return height + "x" + width + "x" + channels;
    }
  }

  @Override
  public List<ParameterSpec> parameters() {
    return new ConvNetwork(this).parameters();
  }

  @Override
  public List<ParameterSpec> statistics() {
    return new ConvNetwork(this).statistics();
  }

  @Override
  public List<LayerSummary> describe() {
    return new ConvNetwork(this).describe();
  }

  @Override
  public Tensor encode(Tensor x, Pass pass) {
    return new ConvNetwork(this).encode(x, pass);
  }

  @Override
  public Tensor preactivation(Tensor code, Pass pass) {
    return new ConvNetwork(this).decode(code, pass);
  }
}
