package dev.hourglass.autoencoders;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.DenseLayer;
import dev.hourglass.autoencoders.layer.Dropout;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.Norm;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The architecture of an autoencoder of dense layers.
 *
 * @param layers widths from the input to the output, such as 784, 128, 32, 128, 784
 * @param latentIndex which of them is the code
 * @param activation of hidden layers
 * @param latentActivation of the code
 * @param outputActivation of the reconstruction
 * @param init first values of weights; null: what suits each layer's activation
 * @param tied whether the decoder uses the encoder's weights transposed
 * @param norm how hidden layers are normalised before their activation: all but the code and the
 *     output, and the code too where there is no other
 * @param dropout share of the numbers of those layers that training leaves out, from 0 to below 1
 */
public record DenseSpec(
    List<Integer> layers,
    int latentIndex,
    Activation activation,
    Activation latentActivation,
    Activation outputActivation,
    @Nullable Initializer init,
    boolean tied,
    Norm norm,
    double dropout)
    implements Architecture {
  private static final int MOST_LAYERS = 1000;

  public DenseSpec {
    layers = List.copyOf(layers);
    if (layers.size() < 3 || layers.size() > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "an autoencoder needs 3 to %d widths (input, code, output), got %d"
              .formatted(MOST_LAYERS, layers.size()));
    }
    for (int width : layers) {
      if (width < 1) {
        throw new IllegalArgumentException("every width must be 1 or more, got " + layers);
      }
    }
    if (!layers.getFirst().equals(layers.getLast())) {
      throw new IllegalArgumentException("the output must be as wide as the input, got " + layers);
    }
    if (latentIndex < 1 || latentIndex > layers.size() - 2) {
      throw new IllegalArgumentException(
          "the code must be one of the widths 1 to %d of %s, got %d"
              .formatted(layers.size() - 2, layers, latentIndex));
    }
    if (tied && !isMirrored(layers, latentIndex)) {
      throw new IllegalArgumentException(
          "tied weights need a decoder that mirrors the encoder, got " + layers);
    }
    Dropout.requireRate("a dense autoencoder", dropout);
    for (int i = 1; i < layers.size() - 1; i++) {
      if (isTreated(layers, latentIndex, i)) {
        norm.layer("of width " + i, layers.get(i));
      }
    }
  }

  /** Without normalisation and dropout. */
  public DenseSpec(
      List<Integer> layers,
      int latentIndex,
      Activation activation,
      Activation latentActivation,
      Activation outputActivation,
      @Nullable Initializer init,
      boolean tied) {
    this(
        layers,
        latentIndex,
        activation,
        latentActivation,
        outputActivation,
        init,
        tied,
        Norm.NONE,
        0);
  }

  /** Whether the numbers of a width are normalised and dropped out, where anything is. */
  private static boolean isTreated(List<Integer> layers, int latentIndex, int width) {
    return width < layers.size() - 1 && (width != latentIndex || layers.size() == 3);
  }

  @Override
  public String kind() {
    return "dense";
  }

  @Override
  public int inputWidth() {
    return layers.getFirst();
  }

  @Override
  public int codeWidth() {
    return layers.get(latentIndex);
  }

  /** The layers of the encoder, {@code encoder.0}, {@code encoder.1}, ... */
  public List<DenseLayer> encoder() {
    List<DenseLayer> result = new ArrayList<>();
    for (int i = 0; i < latentIndex; i++) {
      result.add(
          layer("encoder." + i, i, i == latentIndex - 1 ? latentActivation : activation, null));
    }
    return result;
  }

  /** The layers of the decoder, {@code decoder.0}, {@code decoder.1}, ... */
  public List<DenseLayer> decoder() {
    List<DenseLayer> result = new ArrayList<>();
    int last = layers.size() - 2;
    for (int i = latentIndex; i <= last; i++) {
      String partner = tied ? "encoder." + (last - i) : null;
      result.add(
          layer(
              "decoder." + (i - latentIndex),
              i,
              i == last ? outputActivation : activation,
              partner));
    }
    return result;
  }

  @Override
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> all = new ArrayList<>();
    blocks().forEach(block -> all.addAll(block.parameters()));
    return all;
  }

  @Override
  public List<ParameterSpec> statistics() {
    return blocks().stream().flatMap(b -> b.statistics().stream()).toList();
  }

  private List<DenseBlock> blocks() {
    List<DenseBlock> blocks = new ArrayList<>(blocks(encoder(), 0));
    blocks.addAll(blocks(decoder(), latentIndex));
    return blocks;
  }

  /**
   * @param first the width that the first of the layers reads
   */
  private List<DenseBlock> blocks(List<DenseLayer> of, int first) {
    List<DenseBlock> blocks = new ArrayList<>();
    for (int i = 0; i < of.size(); i++) {
      boolean treated = isTreated(layers, latentIndex, first + i + 1);
      blocks.add(new DenseBlock(of.get(i), treated ? norm : Norm.NONE, treated ? dropout : 0));
    }
    return blocks;
  }

  @Override
  public Tensor encode(Tensor x, Pass pass) {
    return through(blocks(encoder(), 0), x, pass);
  }

  @Override
  public Tensor preactivation(Tensor code, Pass pass) {
    List<DenseBlock> blocks = blocks(decoder(), latentIndex);
    Tensor h = through(blocks.subList(0, blocks.size() - 1), code, pass);
    return blocks.getLast().layer().preactivation(h, pass.layout());
  }

  @Override
  public List<LayerSummary> describe() {
    return blocks().stream().map(DenseBlock::summary).toList();
  }

  private static Tensor through(List<DenseBlock> blocks, Tensor x, Pass pass) {
    Tensor h = x;
    for (DenseBlock block : blocks) {
      h = block.apply(h, pass);
    }
    return h;
  }

  private DenseLayer layer(String name, int i, Activation a, @Nullable String tiedTo) {
    Initializer first = init == null ? Initializer.defaultFor(a) : init;
    boolean bias = !isTreated(layers, latentIndex, i + 1) || !norm.replacesBias();
    return new DenseLayer(name, layers.get(i), layers.get(i + 1), a, first, bias, tiedTo);
  }

  private static boolean isMirrored(List<Integer> layers, int latentIndex) {
    return latentIndex == layers.size() - 1 - latentIndex && layers.equals(layers.reversed());
  }
}
