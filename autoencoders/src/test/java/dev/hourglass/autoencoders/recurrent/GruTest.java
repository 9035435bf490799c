package dev.hourglass.autoencoders.recurrent;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.engine.Op.Cell;

/** Three steps of two numbers, read from both ends by two layers. */
class GruTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return RecurrentSpec.of(Cell.GRU, 3, 2)
        .hidden(5)
        .layers(2)
        .bidirectional(true)
        .latent(3)
        .build();
  }
}
