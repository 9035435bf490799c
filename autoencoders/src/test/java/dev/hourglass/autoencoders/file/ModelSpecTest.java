package dev.hourglass.autoencoders.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.sparse.KSparse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSpecTest {
  @TempDir Path folder;

  private ModelSpec read(String text) throws IOException {
    return ModelSpec.read(Files.writeString(folder.resolve("m.yaml"), text));
  }

  @Test
  void a_whole_description() throws IOException {
    ModelSpec spec =
        read(
            """
            model: k-sparse
            settings: {k: 3, alpha: 1.5}
            loss: bce
            architecture:
              kind: dense
              layers: [6, 4, 5, 6]
              latent_index: 2
              activation: tanh
              latent_activation: linear
              output_activation: sigmoid
              init: default
              tied: false
            """);
    assertThat(spec.family()).isEqualTo(new KSparse(3, 1.5));
    assertThat(spec.loss()).contains(Loss.BCE);
    assertThat(spec.architecture())
        .contains(
            Autoencoder.dense(6, 4, 5, 6)
                .latentIndex(2)
                .activation(Activation.TANH)
                .latentActivation(Activation.LINEAR)
                .outputActivation(Activation.SIGMOID)
                .spec());
  }

  @Test
  void a_short_description() throws IOException {
    ModelSpec spec = read("model: k-sparse\n");
    assertThat(spec.family()).isEqualTo(KSparse.DEFAULTS);
    assertThat(spec.architecture()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model: sparze | unknown model",
        "model: k-sparse\\nsettings: {j: 3} | j is no setting of k-sparse",
        "model: [ | no sound YAML",
        "modell: dense | no other keys",
        "model: dense\\nloss: rmse | unknown loss",
        "model: dense\\narchitecture: {kind: foo} | expected"
      })
  void a_mistake_names_the_file(String text, String message) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("m.yaml")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }
}
