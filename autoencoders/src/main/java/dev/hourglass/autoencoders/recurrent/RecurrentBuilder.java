package dev.hourglass.autoencoders.recurrent;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.engine.Op.Cell;

/** Describes a {@link RecurrentSpec}; made by {@link RecurrentSpec#of}. */
public final class RecurrentBuilder {
  private final Cell cell;
  private final int steps;
  private final int features;
  private int hidden = 64;
  private int layers = 1;
  private boolean bidirectional;
  private int latent = 32;
  private Cell decoderCell;
  private int decoderHidden;
  private int decoderLayers;
  private boolean reversed;
  private boolean teacherForcing;
  private Activation latentActivation = Activation.LINEAR;
  private Activation outputActivation = Activation.LINEAR;

  RecurrentBuilder(Cell cell, int steps, int features) {
    this.cell = cell;
    this.decoderCell = cell;
    this.steps = steps;
    this.features = features;
  }

  /** Numbers of a state; 64 unless told. */
  public RecurrentBuilder hidden(int count) {
    hidden = count;
    return this;
  }

  /** Layers on top of each other; 1 unless told. */
  public RecurrentBuilder layers(int count) {
    layers = count;
    return this;
  }

  /** Whether the encoder reads in both directions. */
  public RecurrentBuilder bidirectional(boolean yes) {
    bidirectional = yes;
    return this;
  }

  /** Length of the code; 32 unless told. */
  public RecurrentBuilder latent(int length) {
    latent = length;
    return this;
  }

  /** A decoder unlike the encoder: its cell, numbers of a state, and layers. */
  public RecurrentBuilder decoder(Cell itsCell, int itsHidden, int itsLayers) {
    decoderCell = itsCell;
    decoderHidden = itsHidden;
    decoderLayers = itsLayers;
    return this;
  }

  /** Whether the decoder tells the sequence from its end. */
  public RecurrentBuilder reversed(boolean yes) {
    reversed = yes;
    return this;
  }

  /** Whether the decoder sees the step before, in training the true one. */
  public RecurrentBuilder teacherForcing(boolean yes) {
    teacherForcing = yes;
    return this;
  }

  /** Of the code; linear unless told. */
  public RecurrentBuilder latentActivation(Activation a) {
    latentActivation = a;
    return this;
  }

  /** Of the reconstruction; linear unless told. */
  public RecurrentBuilder outputActivation(Activation a) {
    outputActivation = a;
    return this;
  }

  /**
   * What has been described.
   *
   * @throws IllegalArgumentException if that is no autoencoder
   */
  public RecurrentSpec spec() {
    return new RecurrentSpec(
        steps,
        features,
        cell,
        hidden,
        layers,
        bidirectional,
        latent,
        decoderCell,
        decoderHidden == 0 ? hidden : decoderHidden,
        decoderLayers == 0 ? layers : decoderLayers,
        reversed,
        teacherForcing,
        latentActivation,
        outputActivation);
  }

  /** The model, with weights of zero until it is trained. */
  public Autoencoder build() {
    return Autoencoder.of(spec());
  }
}
