package dev.hourglass.autoencoders.layer;

import static dev.hourglass.engine.Tensors.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.Evaluation;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Tensor;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void rows_of_softmax_are_distributions_even_where_exponentials_overflow(long seed) {
    int width = 1 + (int) (seed * 7 % 11);
    float[] data = new float[4 * width];
    Random random = new Random(seed);
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian() * 300;
    }
    Tensor x = input("x", 4, width);
    float[] y =
        Evaluation.of(
                Engines.interpreted(),
                Map.of(x, NDArray.of(data, 4, width)),
                Activation.SOFTMAX.apply(x))
            .data();
    for (int row = 0; row < 4; row++) {
      double sum = 0;
      for (int j = 0; j < width; j++) {
        assertThat(y[row * width + j]).isBetween(0f, 1f);
        sum += y[row * width + j];
      }
      assertThat(sum).as("row %d", row).isCloseTo(1, within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void keeps_the_shape_and_reads_its_own_name(Activation activation) {
    assertThat(activation.apply(input("x", 3, 5)).shape()).isEqualTo(input("y", 3, 5).shape());
    assertThat(Activation.parse(activation.id())).isEqualTo(activation);
    assertThat(Activation.parse(activation.name())).isEqualTo(activation);
  }

  @ParameterizedTest
  @CsvSource({
    "relu, RELU",
    "Leaky-ReLU, LEAKY_RELU",
    "leaky_relu, LEAKY_RELU",
    "identity, LINEAR",
    "swish, SILU"
  })
  void names(String name, Activation expected) {
    assertThat(Activation.parse(name)).isEqualTo(expected);
  }

  @Test
  void an_unknown_name_lists_the_choices() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activation.parse("rleu"))
        .withMessage(
            "unknown activation \"rleu\": choose one of linear, relu, leaky-relu, elu, selu, gelu, silu, tanh, sigmoid, softplus, softmax");
  }
}
