package dev.hourglass.autoencoders.recurrent;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.engine.Op.Cell;

/** Six steps of one number. */
class LstmTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return RecurrentSpec.of(Cell.LSTM, 6, 1).hidden(7).latent(2).reversed(true).build();
  }
}
