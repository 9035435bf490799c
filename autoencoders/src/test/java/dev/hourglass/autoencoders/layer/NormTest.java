package dev.hourglass.autoencoders.layer;

import static dev.hourglass.engine.Tensors.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hourglass.autoencoders.Evaluation;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.ShapeException;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Normalisations by name, and what the layers between others refuse. */
class NormTest {

  @Test
  void a_text_is_read_back() {
    for (Norm norm : List.of(Norm.NONE, Norm.BATCH, Norm.LAYER, Norm.group(8))) {
      assertThat(Norm.parse(norm.text())).isEqualTo(norm);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "group", "group:0", "group:x", "instance", "layer:2"})
  void other_texts_are_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Norm.parse(text))
        .withMessageContaining("choose none, batch, layer or group:GROUPS");
  }

  @Test
  void a_normalisation_makes_its_layer() {
    assertThat(Norm.NONE.layer("n", 4)).isEmpty();
    assertThat(Norm.BATCH.layer("n", 4)).contains(BatchNorm.of("n", 4));
    assertThat(Norm.LAYER.layer("n", 4)).contains(LayerNorm.of("n", 4));
    assertThat(Norm.group(2).layer("n", 4)).contains(GroupNorm.of("n", 2, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Norm.group(3).layer("n", 4))
        .withMessageContaining("got 3 groups of 4 channels");
  }

  @Test
  void inputs_that_do_not_fit_are_refused() {
    Pass pass =
        Pass.inference(ParameterLayout.of(LayerNorm.of("n", 4).parameters()), Optional.empty());
    for (Layer layer : List.of(LayerNorm.of("n", 4), GroupNorm.of("n", 2, 4))) {
      assertThatExceptionOfType(ShapeException.class)
          .isThrownBy(() -> layer.apply(input("x", 3, 5), pass))
          .withMessage("layer n: needs (B, ..., 4), got [3, 5]");
    }
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> new Embedding("n", 4, 2).apply(input("x", 3), pass));
    assertThatIllegalArgumentException().isThrownBy(() -> new Embedding("n", 0, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new LayerNorm("n", 4, 0));
  }

  @ParameterizedTest
  @ValueSource(floats = {5, -1, 0.5f})
  void a_name_that_is_none_fails_the_run(float name) {
    Embedding layer = new Embedding("n", 5, 2);
    ParameterLayout layout = ParameterLayout.of(layer.parameters());
    Tensor names = input("names", 1, 2);
    Tensor y = layer.apply(names, Pass.inference(layout, Optional.empty()));
    State state = State.of(List.of(layout.theta()));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() ->
            Evaluation.of(
                Engines.compiled(2),
                state,
                Map.of(names, NDArray.of(new float[] {1, name}, 1, 2)),
                List.of(y)));
  }

  @Test
  void names_begin_standard_normal() {
    Embedding layer = new Embedding("n", 300, 50);
    ParameterLayout layout = ParameterLayout.of(layer.parameters());
    State state = State.of(List.of(layout.theta()));
    layout.initialise(state, 7);
    double sum = 0;
    for (float w : state.get(layout.theta()).data()) {
      sum += (double) w * w;
    }
    assertThat(sum / (300 * 50)).isBetween(0.95, 1.05);
  }
}
