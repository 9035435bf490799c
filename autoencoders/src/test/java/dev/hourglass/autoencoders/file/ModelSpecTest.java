package dev.hourglass.autoencoders.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.DenseBuilder;
import dev.hourglass.autoencoders.conv.ConvBuilder;
import dev.hourglass.autoencoders.conv.ConvSpec;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Norm;
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
  void normalisation_and_dropout_may_be_said_and_left_out() throws IOException {
    String dense =
        """
        model: dense
        architecture:
          kind: dense
          layers: [6, 4, 2, 4, 6]
          latent_index: 2
          activation: relu
          latent_activation: relu
          output_activation: linear
          init: default
          tied: false
        """;
    DenseBuilder same = Autoencoder.dense(6, 4, 2);
    assertThat(read(dense).architecture()).contains(same.spec());
    assertThat(read(dense + "  norm: group:2\n  dropout: 0.25\n").architecture())
        .contains(same.norm(Norm.group(2)).dropout(0.25).spec());
    assertThatThrownBy(() -> read(dense + "  norm: instance\n"))
        .hasMessageContaining("choose none, batch, layer or group:GROUPS");
    assertThatThrownBy(() -> read(dense + "  dropout: 1\n"))
        .hasMessageContaining("the rate of dropout must be 0 or more and below 1");
  }

  @Test
  void a_convolution_is_normalised_one_way() throws IOException {
    String conv =
        """
        model: conv
        architecture:
          kind: conv
          layout: height, width, channels
          height: 2
          width: 3
          channels: 1
          filters: [4]
          kernel: 3
          stride: 2
          pooling: false
          latent: 0
          residual_blocks: 0
          batch_norm: true
          activation: relu
          latent_activation: relu
          output_activation: linear
        """;
    ConvBuilder same = ConvSpec.picture(2, 3, 1).filters(4);
    assertThat(read(conv).architecture()).contains(same.batchNorm(true).spec());
    String other = conv.replace("batch_norm: true", "batch_norm: false") + "  norm: group:2\n";
    assertThat(read(other).architecture()).contains(same.norm(Norm.group(2)).spec());
    assertThatThrownBy(() -> read(conv + "  norm: layer\n"))
        .hasMessageContaining("none beside batch_norm");
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
