package dev.hourglass.autoencoders.contractive;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.autoencoders.layer.Activation;

class DeepContractiveTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return Autoencoder.dense(6, 5, 3)
        .activation(Activation.TANH)
        .latentActivation(Activation.TANH)
        .build(new Contractive(1e-3, 2));
  }
}
