package dev.hourglass.autoencoders.denoising;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.autoencoders.layer.Activation;

class DenoisingTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return Autoencoder.dense(6, 4, 2)
        .activation(Activation.TANH)
        .latentActivation(Activation.LINEAR)
        .build(new Denoising(new Noise.Gaussian(0.2, false)));
  }
}
