package dev.hourglass.autoencoders;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Norm;

/** Hidden layers that are layer-normalised and dropped out. */
class DenseLayerNormTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return Autoencoder.dense(6, 24, 2)
        .activation(Activation.TANH)
        .latentActivation(Activation.LINEAR)
        .norm(Norm.LAYER)
        .dropout(0.1)
        .build();
  }
}
