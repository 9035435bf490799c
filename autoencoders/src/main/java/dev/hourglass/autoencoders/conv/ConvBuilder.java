package dev.hourglass.autoencoders.conv;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Norm;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes a {@link ConvSpec}; made by {@link ConvSpec#picture} and {@link ConvSpec#sequence}. */
public final class ConvBuilder {
  private final int height;
  private final int width;
  private final int channels;
  private List<Integer> filters = List.of(32, 32);
  private int kernel = 3;
  private int stride = 2;
  private boolean pooling;
  private int latent;
  private int residualBlocks;
  private Norm norm = Norm.NONE;
  private double dropout;
  private Activation activation = Activation.RELU;
  private @Nullable Activation latentActivation;
  private Activation outputActivation = Activation.LINEAR;

  ConvBuilder(int height, int width, int channels) {
    this.height = height;
    this.width = width;
    this.channels = channels;
  }

  /** Channels behind each stage; 32, 32 unless told. */
  public ConvBuilder filters(int... channelsOfStages) {
    filters = Arrays.stream(channelsOfStages).boxed().toList();
    return this;
  }

  /** Rows and columns of each kernel; 3 unless told. */
  public ConvBuilder kernel(int size) {
    kernel = size;
    return this;
  }

  /** By which each stage makes the picture smaller; 2 unless told. */
  public ConvBuilder stride(int size) {
    stride = size;
    return this;
  }

  /** Whether stages take the largest number of windows instead of convolving by the stride. */
  public ConvBuilder pooling(boolean yes) {
    pooling = yes;
    return this;
  }

  /** Length of a dense code; 0, as unless told: the last stage's map is the code. */
  public ConvBuilder latent(int length) {
    latent = length;
    return this;
  }

  /** Residual blocks at each stage; none unless told. */
  public ConvBuilder residualBlocks(int count) {
    residualBlocks = count;
    return this;
  }

  /** Whether convolutions are normalised over the batch. */
  public ConvBuilder batchNorm(boolean yes) {
    return norm(yes ? Norm.BATCH : Norm.NONE);
  }

  /** How convolutions are normalised; not at all unless told. */
  public ConvBuilder norm(Norm n) {
    norm = n;
    return this;
  }

  /** Share of the numbers behind each stage that training leaves out; 0 unless told. */
  public ConvBuilder dropout(double rate) {
    dropout = rate;
    return this;
  }

  /** Of hidden layers; ReLU unless told. */
  public ConvBuilder activation(Activation a) {
    activation = a;
    return this;
  }

  /** Of the code; unless told linear for a dense one, that of hidden layers for a map. */
  public ConvBuilder latentActivation(Activation a) {
    latentActivation = a;
    return this;
  }

  /** Of the reconstruction; linear unless told. */
  public ConvBuilder outputActivation(Activation a) {
    outputActivation = a;
    return this;
  }

  /**
   * What has been described.
   *
   * @throws IllegalArgumentException if that is no autoencoder
   */
  public ConvSpec spec() {
    Activation usual = latent > 0 ? Activation.LINEAR : activation;
    return new ConvSpec(
        height,
        width,
        channels,
        filters,
        kernel,
        stride,
        pooling,
        latent,
        residualBlocks,
        norm,
        activation,
        latentActivation == null ? usual : latentActivation,
        outputActivation,
        dropout);
  }

  /** The model, with weights of zero until it is trained. */
  public Autoencoder build() {
    return Autoencoder.of(spec());
  }
}
