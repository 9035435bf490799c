package dev.hourglass.autoencoders.conv;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.autoencoders.layer.Activation;

/** A sequence of 3 steps of 2 channels, pooled; the code is a map. */
class ConvSequenceTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return ConvSpec.sequence(3, 2).filters(4).pooling(true).activation(Activation.TANH).build();
  }
}
