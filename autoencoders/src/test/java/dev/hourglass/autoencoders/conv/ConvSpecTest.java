package dev.hourglass.autoencoders.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.LayerSummary;
import dev.hourglass.autoencoders.layer.Norm;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvSpecTest {

  @Test
  void odd_sizes_are_rounded_up_and_restored() {
    Autoencoder model = ConvSpec.picture(13, 7, 3).filters(4, 6).build();
    assertThat(model.architecture().codeWidth()).isEqualTo(4 * 2 * 6);
    assertThat(model.reconstruct(Tensors.input("x", 2, 13 * 7 * 3)).shape())
        .isEqualTo(Shape.of(2, 13 * 7 * 3));
  }

  @Test
  void parameters_are_those_of_kernels_and_biases() {
    Autoencoder model = ConvSpec.picture(28, 28, 1).build();
    int encoder = 9 * 32 + 32 + 9 * 32 * 32 + 32;
    int decoder = 2 * (9 * 32 * 32 + 32) + 9 * 32 + 1;
    assertThat(model.parameterCount()).isEqualTo(encoder + decoder);
    assertThat(model.architecture().codeWidth()).isEqualTo(7 * 7 * 32);
  }

  @Test
  void dropout_stands_behind_every_stage_but_not_behind_the_code() {
    ConvSpec map = ConvSpec.picture(8, 8, 1).filters(4, 6).dropout(0.2).spec();
    assertThat(dropped(map))
        .containsExactly("encoder.0.dropout", "decoder.0.dropout", "decoder.1.dropout");
    ConvSpec dense = ConvSpec.picture(8, 8, 1).filters(4).latent(3).dropout(0.2).spec();
    assertThat(dropped(dense)).containsExactly("encoder.0.dropout", "decoder.0.dropout");
  }

  private static List<String> dropped(ConvSpec spec) {
    return spec.describe().stream()
        .map(LayerSummary::name)
        .filter(n -> n.endsWith("dropout"))
        .toList();
  }

  @Test
  void what_is_no_autoencoder_is_refused() {
    assertThatThrownBy(() -> ConvSpec.picture(0, 3, 1).spec()).hasMessageContaining("1 or more");
    assertThatThrownBy(() -> ConvSpec.picture(3, 3, 1).filters().spec())
        .hasMessageContaining("stages");
    assertThatThrownBy(() -> ConvSpec.picture(3, 3, 1).filters(4, 6).norm(Norm.group(4)).spec())
        .hasMessageContaining("got 4 groups of 6 channels");
    assertThatThrownBy(() -> ConvSpec.picture(3, 3, 1).dropout(-1).spec())
        .hasMessageContaining("the rate of dropout");
  }
}
