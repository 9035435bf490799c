package dev.hourglass.autoencoders.conv;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Norm;

/** A picture of 2 x 3, group-normalised and dropped out, with residual blocks. */
class ConvGroupNormTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return ConvSpec.picture(2, 3, 1)
        .filters(4, 6)
        .latent(3)
        .residualBlocks(1)
        .norm(Norm.group(2))
        .dropout(0.05)
        .activation(Activation.TANH)
        .build();
  }
}
