package dev.hourglass.autoencoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.DenseLayer;
import dev.hourglass.autoencoders.layer.Norm;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenseSpecTest {

  @Test
  void widths_to_the_code_are_mirrored() {
    DenseSpec spec = Autoencoder.dense(784, 128, 32).spec();
    assertThat(spec.layers()).containsExactly(784, 128, 32, 128, 784);
    assertThat(spec.latentIndex()).isEqualTo(2);
    assertThat(spec.codeWidth()).isEqualTo(32);
  }

  @Test
  void widths_to_the_output_stay_and_need_not_mirror() {
    DenseSpec spec = Autoencoder.dense(10, 3, 7, 5, 10).spec();
    assertThat(spec.layers()).containsExactly(10, 3, 7, 5, 10);
    assertThat(spec.latentIndex()).isEqualTo(1);
  }

  @Test
  void layers_have_the_activations_asked_for() {
    DenseSpec spec =
        Autoencoder.dense(9, 5, 2)
            .activation(Activation.SELU)
            .latentActivation(Activation.TANH)
            .outputActivation(Activation.SIGMOID)
            .spec();
    assertThat(spec.encoder())
        .extracting(DenseLayer::activation)
        .containsExactly(Activation.SELU, Activation.TANH);
    assertThat(spec.decoder())
        .extracting(DenseLayer::activation)
        .containsExactly(Activation.SELU, Activation.SIGMOID);
    assertThat(spec.decoder())
        .extracting(DenseLayer::name)
        .containsExactly("decoder.0", "decoder.1");
  }

  @Test
  void tied_layers_share_weights_with_their_mirror_image() {
    Autoencoder model = Autoencoder.dense(9, 5, 2).tied(true).build();
    assertThat(((DenseSpec) model.architecture()).decoder())
        .extracting(DenseLayer::tiedTo)
        .containsExactly("encoder.1", "encoder.0");
    assertThat(model.parameterCount()).isEqualTo(9 * 5 + 5 * 2 + 5 + 2 + 5 + 9);
  }

  @Test
  void hidden_layers_are_normalised_but_the_code_and_the_output_are_not() {
    DenseSpec spec = Autoencoder.dense(9, 5, 2).norm(Norm.BATCH).dropout(0.2).spec();
    assertThat(spec.parameters())
        .extracting(ParameterSpec::name)
        .containsExactly(
            "encoder.0.weight",
            "encoder.0.norm.weight",
            "encoder.0.norm.bias",
            "encoder.1.weight",
            "encoder.1.bias",
            "decoder.0.weight",
            "decoder.0.norm.weight",
            "decoder.0.norm.bias",
            "decoder.1.weight",
            "decoder.1.bias");
    assertThat(spec.statistics()).hasSize(4);
    assertThat(spec.describe())
        .extracting(LayerSummary::shapes)
        .containsExactly(
            "9 to 5, batch norm, dropout 0.2",
            "5 to 2",
            "2 to 5, batch norm, dropout 0.2",
            "5 to 9");
  }

  @Test
  void a_code_that_is_the_only_hidden_layer_is_normalised() {
    DenseSpec spec = Autoencoder.dense(9, 4, 9).norm(Norm.LAYER).dropout(0.2).spec();
    assertThat(spec.describe())
        .extracting(LayerSummary::shapes)
        .containsExactly("9 to 4, layer norm, dropout 0.2", "4 to 9");
    assertThat(spec.parameters())
        .extracting(ParameterSpec::name)
        .contains("encoder.0.bias", "encoder.0.norm.bias"); // a row's mean takes no bias away
  }

  @Test
  void graphs_have_the_shapes_of_batch_and_widths() {
    Autoencoder model = Autoencoder.dense(9, 5, 2).build();
    assertThat(model.encode(Tensors.input("x", 3, 9)).shape()).isEqualTo(Shape.of(3, 2));
    assertThat(model.decode(Tensors.input("z", 3, 2)).shape()).isEqualTo(Shape.of(3, 9));
    assertThat(model.reconstruct(Tensors.input("x", 1, 9)).shape()).isEqualTo(Shape.of(1, 9));
  }

  @Test
  void what_is_no_autoencoder_is_refused() {
    assertThatThrownBy(() -> Autoencoder.dense(5).spec()).hasMessageContaining("3 to 1000 widths");
    assertThatThrownBy(() -> Autoencoder.dense(5, 0).spec()).hasMessageContaining("1 or more");
    assertThatThrownBy(() -> Autoencoder.dense(5, 3, 2, 4, 5).latentIndex(2).tied(true).spec())
        .hasMessageContaining("mirrors");
    assertThatThrownBy(() -> Autoencoder.dense(5, 2, 5).latentIndex(2).spec())
        .hasMessageContaining("the code must be");
    assertThatThrownBy(() ->
            new DenseSpec(
                List.of(5, 2, 4),
                1,
                Activation.RELU,
                Activation.RELU,
                Activation.RELU,
                null,
                false))
        .hasMessageContaining("as wide as the input");
    assertThatThrownBy(() -> Autoencoder.dense(9, 5, 2).dropout(1).spec())
        .hasMessageContaining("the rate of dropout must be 0 or more and below 1, got 1.0");
    assertThatThrownBy(() -> Autoencoder.dense(9, 5, 2).norm(Norm.group(2)).spec())
        .hasMessageContaining("got 2 groups of 5 channels");
  }
}
