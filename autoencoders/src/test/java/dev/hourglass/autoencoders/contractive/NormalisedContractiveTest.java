package dev.hourglass.autoencoders.contractive;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Norm;

/** Second derivatives through a group normalisation and dropout. */
class NormalisedContractiveTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return Autoencoder.dense(6, 12, 3)
        .activation(Activation.TANH)
        .latentActivation(Activation.TANH)
        .norm(Norm.group(3))
        .dropout(0.1)
        .build(new Contractive(1e-3, 1));
  }
}
