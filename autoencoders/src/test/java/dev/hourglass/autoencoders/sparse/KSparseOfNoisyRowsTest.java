package dev.hourglass.autoencoders.sparse;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.autoencoders.denoising.Noise;
import dev.hourglass.autoencoders.layer.Activation;
import java.util.Optional;

class KSparseOfNoisyRowsTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return Autoencoder.dense(6, 8)
        .activation(Activation.TANH)
        .latentActivation(Activation.LINEAR)
        .build(new KSparse(3, 1.5, Optional.of(new Noise.Masking(0.3))));
  }
}
