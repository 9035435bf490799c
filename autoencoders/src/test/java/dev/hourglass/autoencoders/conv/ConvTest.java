package dev.hourglass.autoencoders.conv;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.autoencoders.layer.Activation;

/** A picture of 2 x 3, batch-normalised, with residual blocks. */
class ConvTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return ConvSpec.picture(2, 3, 1)
        .filters(4, 5)
        .latent(2)
        .residualBlocks(1)
        .batchNorm(true)
        .activation(Activation.TANH)
        .build();
  }
}
