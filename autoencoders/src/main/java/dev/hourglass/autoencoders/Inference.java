package dev.hourglass.autoencoders;

import dev.hourglass.engine.NDArray;

/** Functions of numbers. */
final class Inference {
  Inference(Autoencoder model) {}

  synchronized void exclusively(Runnable change) {
    change.run();
  }

  NDArray encode(NDArray rows) {
    throw new UnsupportedOperationException("not yet");
  }

  NDArray decode(NDArray codes) {
    throw new UnsupportedOperationException("not yet");
  }

  NDArray reconstruct(NDArray rows) {
    throw new UnsupportedOperationException("not yet");
  }

  float[] errors(NDArray rows) {
    throw new UnsupportedOperationException("not yet");
  }
}
