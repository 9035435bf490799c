package dev.hourglass.autoencoders.robust;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.autoencoders.layer.Activation;

class CorrentropyTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return Autoencoder.dense(6, 4, 2)
        .activation(Activation.TANH)
        .latentActivation(Activation.LINEAR)
        .build(new Robust(1, 0.1));
  }
}
