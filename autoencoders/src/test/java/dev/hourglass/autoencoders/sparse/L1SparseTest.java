package dev.hourglass.autoencoders.sparse;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.autoencoders.layer.Activation;

class L1SparseTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return Autoencoder.dense(6, 8)
        .activation(Activation.TANH)
        .latentActivation(Activation.RELU)
        .build(new L1Sparse(1e-3));
  }
}
