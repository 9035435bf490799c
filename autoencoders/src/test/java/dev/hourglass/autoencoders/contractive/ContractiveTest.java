package dev.hourglass.autoencoders.contractive;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.autoencoders.layer.Activation;

class ContractiveTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return Autoencoder.dense(6, 4)
        .activation(Activation.TANH)
        .latentActivation(Activation.SIGMOID)
        .build(new Contractive(1e-3, 1));
  }
}
