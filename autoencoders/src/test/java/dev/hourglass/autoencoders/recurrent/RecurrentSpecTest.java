package dev.hourglass.autoencoders.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.contractive.Contractive;
import dev.hourglass.engine.Op.Cell;
import org.junit.jupiter.api.Test;

class RecurrentSpecTest {

  @Test
  void parameters_are_those_of_the_cells_and_of_three_dense_layers() {
    RecurrentSpec spec = RecurrentSpec.of(Cell.LSTM, 10, 3).hidden(8).latent(4).spec();
    int encoder = 4 * 8 * (3 + 8 + 1);
    int code = 8 * 4 + 4;
    int start = 4 * 8 + 8;
    int decoder = 4 * 8 * (4 + 8 + 1);
    int output = 8 * 3 + 3;
    assertThat(Autoencoder.of(spec).parameterCount())
        .isEqualTo(encoder + code + start + decoder + output);
    assertThat(spec.describe()).hasSize(5);
  }

  @Test
  void what_is_no_autoencoder_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecurrentSpec.of(Cell.GRU, 0, 1).spec())
        .withMessageContaining("a step and a feature");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecurrentSpec.of(Cell.GRU, 3, 1).latent(0).spec())
        .withMessageContaining("1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecurrentSpec.of(Cell.GRU, 3, 1).layers(101).spec())
        .withMessageContaining("1 to 100 layers");
  }

  @Test
  void a_contractive_family_cannot_use_it() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Autoencoder.of(RecurrentSpec.of(Cell.GRU, 3, 1).spec(), Contractive.DEFAULTS))
        .withMessageContaining("second derivatives");
  }
}
