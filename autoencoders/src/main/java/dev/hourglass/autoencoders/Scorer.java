package dev.hourglass.autoencoders;

/** A model compiled for single rows, for one thread at a time: after the first call it allocates next to nothing. */
public final class Scorer implements AutoCloseable {
  Scorer(Autoencoder model) {}

  /** Mean squared error of one row of D numbers in the units of the data, measured in the scale of the model. */
  public float score(float[] row) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Code, L numbers, of one row of D numbers in the units of the data. */
  public float[] encode(float[] row) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Reconstruction of one row of D numbers, both in the units of the data. */
  public float[] reconstruct(float[] row) {
    throw new UnsupportedOperationException("not yet");
  }

  @Override
  public void close() {}
}
