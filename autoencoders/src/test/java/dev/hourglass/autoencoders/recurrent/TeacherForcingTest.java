package dev.hourglass.autoencoders.recurrent;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.engine.Op.Cell;

/** An LSTM whose decoder, a GRU, is taught the step before. */
class TeacherForcingTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return RecurrentSpec.of(Cell.LSTM, 3, 2)
        .hidden(6)
        .latent(3)
        .decoder(Cell.GRU, 5, 1)
        .teacherForcing(true)
        .build();
  }
}
