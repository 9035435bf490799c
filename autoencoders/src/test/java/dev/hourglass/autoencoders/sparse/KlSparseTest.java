package dev.hourglass.autoencoders.sparse;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.autoencoders.layer.Activation;

class KlSparseTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return Autoencoder.dense(6, 8)
        .activation(Activation.TANH)
        .latentActivation(Activation.SIGMOID)
        .build(new KlSparse(1e-3, 0.2));
  }
}
