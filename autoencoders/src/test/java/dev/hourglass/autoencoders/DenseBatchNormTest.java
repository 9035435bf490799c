package dev.hourglass.autoencoders;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Norm;

/** The code is the only hidden layer, so it is what is normalised over the batch; tied weights. */
class DenseBatchNormTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return Autoencoder.dense(6, 3, 6)
        .activation(Activation.TANH)
        .tied(true)
        .norm(Norm.BATCH)
        .build();
  }
}
