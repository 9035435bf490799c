package dev.hourglass.autoencoders;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.Norm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes an {@link Autoencoder} of dense layers; made by {@link Autoencoder#dense}. */
public final class DenseBuilder {
  private final List<Integer> layers;
  private Activation activation = Activation.RELU;
  private @Nullable Activation latentActivation;
  private Activation outputActivation = Activation.LINEAR;
  private @Nullable Initializer init;
  private @Nullable Integer latentIndex;
  private boolean tied;
  private Norm norm = Norm.NONE;
  private double dropout;

  DenseBuilder(int... widths) {
    layers = mirrored(Arrays.stream(widths).boxed().toList());
  }

  private static List<Integer> mirrored(List<Integer> widths) {
    if (widths.size() < 2 || (widths.size() > 2 && widths.getFirst().equals(widths.getLast()))) {
      return widths;
    }
    List<Integer> all = new ArrayList<>(widths);
    all.addAll(widths.reversed().subList(1, widths.size()));
    return all;
  }

  /** Of hidden layers; ReLU unless told. */
  public DenseBuilder activation(Activation a) {
    activation = a;
    return this;
  }

  /** Of the code; that of the hidden layers unless told. */
  public DenseBuilder latentActivation(Activation a) {
    latentActivation = a;
    return this;
  }

  /** Of the reconstruction; linear unless told. */
  public DenseBuilder outputActivation(Activation a) {
    outputActivation = a;
    return this;
  }

  /** First values of weights; what suits each layer's activation unless told. */
  public DenseBuilder init(Initializer initializer) {
    init = initializer;
    return this;
  }

  /**
   * Which of the widths is the code; the narrowest inner one (the first among equals) unless told.
   */
  public DenseBuilder latentIndex(int index) {
    latentIndex = index;
    return this;
  }

  /** Whether the decoder uses the encoder's weights transposed. */
  public DenseBuilder tied(boolean yes) {
    tied = yes;
    return this;
  }

  /** How hidden layers are normalised before their activation; not at all unless told. */
  public DenseBuilder norm(Norm n) {
    norm = n;
    return this;
  }

  /** Share of each hidden layer's numbers that training leaves out; 0 unless told. */
  public DenseBuilder dropout(double rate) {
    dropout = rate;
    return this;
  }

  /** What has been described. */
  public DenseSpec spec() {
    int latent = latentIndex == null ? narrowest() : latentIndex;
    Activation ofCode = latentActivation == null ? activation : latentActivation;
    return new DenseSpec(
        layers, latent, activation, ofCode, outputActivation, init, tied, norm, dropout);
  }

  /**
   * The plain model, with weights of zero until it is trained.
   *
   * @throws IllegalArgumentException if the widths are no autoencoder
   */
  public Autoencoder build() {
    return Autoencoder.of(spec());
  }

  /**
   * The model of a family, with weights of zero until it is trained.
   *
   * @throws IllegalArgumentException if the widths are no autoencoder, or do not fit the family
   */
  public Autoencoder build(Family family) {
    return Autoencoder.of(spec(), family);
  }

  private int narrowest() {
    int best = 1;
    for (int i = 2; i < layers.size() - 1; i++) {
      if (layers.get(i) < layers.get(best)) {
        best = i;
      }
    }
    return best;
  }
}
