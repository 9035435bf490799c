package dev.hourglass.autoencoders.loss;

import static dev.hourglass.engine.Tensors.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.Evaluation;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.Gradients;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.ShapeException;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LossTest {

  @ParameterizedTest
  @EnumSource(Loss.class)
  void a_perfect_reconstruction_of_one_hot_rows_costs_nothing(Loss loss) {
    NDArray rows = NDArray.of(new float[] {0, 1, 0, 1, 0, 0}, 2, 3);
    Tensor z = input("z", 2, 3);
    Tensor t = input("t", 2, 3);
    float value =
        Evaluation.of(
                Engines.interpreted(), Map.of(z, rows, t, rows), loss.of(z, Activation.LINEAR, t))
            .data()[0];
    assertThat(value).isCloseTo(0, within(3e-7f)); // probabilities are clipped by 1e-7
  }

  @Test
  void cosine_of_a_row_of_zeros_is_one_with_a_finite_gradient() {
    Tensor z = input("z", 1, 3);
    Tensor t = input("t", 1, 3);
    Tensor loss = Loss.COSINE.of(z, Activation.LINEAR, t);
    Tensor dz = Gradients.of(loss, List.of(z)).getFirst();
    var bindings =
        Map.of(z, NDArray.of(new float[3], 1, 3), t, NDArray.of(new float[] {1, 2, 3}, 1, 3));
    List<NDArray> values =
        Evaluation.of(Engines.interpreted(), State.of(List.of()), bindings, List.of(loss, dz));
    assertThat(values.get(0).data()[0]).isEqualTo(1);
    for (float g : values.get(1).data()) {
      assertThat(g).isFinite();
    }
  }

  @Test
  void shapes_must_agree() {
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> Loss.MSE.of(input("z", 2, 3), Activation.LINEAR, input("t", 2, 1)))
        .withMessage("loss mse: prediction [2, 3] and target [2, 1] must have the same shape");
  }

  @ParameterizedTest
  @CsvSource({
    "mse, MSE",
    "MAE, MAE",
    "huber, HUBER",
    "bce, BCE",
    "binary-cross-entropy, BCE",
    "binary_cross_entropy, BCE",
    "cce, CATEGORICAL_CROSS_ENTROPY",
    "kl, KL",
    "cosine, COSINE"
  })
  void names(String name, Loss expected) {
    assertThat(Loss.parse(name)).isEqualTo(expected);
  }

  @Test
  void an_unknown_name_lists_the_choices() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loss.parse("rmse"))
        .withMessage("unknown loss \"rmse\": choose one of mse, mae, huber, bce, cce, kl, cosine");
  }
}
