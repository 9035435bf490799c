package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pooling and resizing: against PyTorch, and where the answer is plain to see. */
interface WindowContract extends EngineContract {

  @Test
  default void pooling_and_resizing_agree_with_pytorch() {
    GoldenValues golden = GoldenValues.of("windows.txt");
    for (String name : golden.cases("", "y")) {
      Tensor x = Tensors.input("x", golden.get(name + "/x").shape().toArray());
      Tensor y = golden(name, x);
      Tensor weight = Tensors.constant(golden.get(name + "/weight").toFloats());
      Tensor dx = Gradients.of(Tensors.sumAll(Tensors.mul(y, weight)), List.of(x)).getFirst();
      Bindings bindings = Bindings.of(x, golden.get(name + "/x").toFloats());
      golden.assertClose(name + "/y", evaluate(y, bindings), 1e-6);
      golden.assertClose(name + "/dx", evaluate(dx, bindings), 1e-6);
    }
  }

  private static Tensor golden(String name, Tensor x) {
    return switch (name) {
      case "max-2-2" -> Pooling.max(x, PoolWindow.of(2, 2));
      case "max-3-2-1" -> Pooling.max(x, PoolWindow.of(3, 2, 1));
      case "max-3x2" -> Pooling.max(x, new PoolWindow(3, 2, 1, 2, 1, 1, 0, 0));
      case "max-1d" -> Pooling.max(x, 3, 2, 1);
      case "average-2-2" -> Pooling.average(x, PoolWindow.of(2, 2));
      case "average-3-2-1" -> Pooling.average(x, PoolWindow.of(3, 2, 1));
      case "average-1d" -> Pooling.average(x, 4, 3, 2);
      case "global-average" -> Pooling.globalAverage(x);
      case "global-max" -> Pooling.globalMax(x);
      case "nearest-up" -> Resize.nearest(x, 10, 21);
      case "nearest-down" -> Resize.nearest(x, 3, 4);
      case "bilinear-up" -> Resize.bilinear(x, 10, 15);
      case "bilinear-down" -> Resize.bilinear(x, 3, 4);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Test
  default void the_first_of_equal_numbers_has_the_derivative() {
    Tensor x = Tensors.input("x", 1, 2, 4, 20);
    Tensor y = Pooling.max(x, PoolWindow.of(2, 2));
    Tensor dx = Gradients.of(Tensors.sumAll(y), List.of(x)).getFirst();
    NDArray ones = EngineContract.fill(i -> 1, 1, 2, 4, 20);
    float[] got = evaluate(dx, Bindings.of(x, ones));
    EngineContract.assertExact("ties", got, i -> i / 20 == 0 || i / 20 == 2 ? 1 : 0);
  }

  @Test
  default void not_a_number_is_the_largest() {
    for (int channels : new int[] {1, 16, 35}) {
      Tensor x = Tensors.input("x", 1, 2, 2, channels);
      NDArray values = EngineContract.sixteenths(1, 1, 2, 2, channels);
      values.data()[channels] = Float.NaN; // the second pixel
      float[] got = evaluate(Pooling.max(x, PoolWindow.of(2, 2)), Bindings.of(x, values));
      assertThat(got[0]).isNaN();
      assertThat(Arrays.copyOfRange(got, 1, channels)).doesNotContain(Float.NaN);
    }
  }

  @Test
  default void windows_that_do_not_fit_are_refused() {
    Tensor x = Tensors.input("x", 2, 3, 5, 4);
    assertThatThrownBy(() -> Pooling.max(x, PoolWindow.of(4, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("pooling: a window of 4 does not fit into 3 rows or columns, edges included");
    assertThatThrownBy(() -> PoolWindow.of(2, 1, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("reaches over the edges by less than its size");
    assertThatThrownBy(() -> PoolWindow.of(2, 0)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Pooling.max(Tensors.input("x", 3, 5), PoolWindow.of(2, 2)))
        .hasMessageContaining("pictures are (B, H, W, C)");
    assertThatThrownBy(() -> Resize.nearest(x, 0, 3)).isInstanceOf(ShapeException.class);
  }
}
