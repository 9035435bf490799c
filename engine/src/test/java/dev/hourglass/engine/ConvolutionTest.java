package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.engine.ConvGeometry.Axis;
import dev.hourglass.engine.ConvolutionCases.Case;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions, compiled against interpreted; rules of padding; refused shapes. */
class ConvolutionTest {
  private static final long SEED = 11;

  static List<Case> cases() {
    return ConvolutionCases.all();
  }

  @ParameterizedTest(name = "{0}, seed " + SEED)
  @MethodSource("cases")
  void the_three_operations_and_what_follows_them(Case c) {
    Tensor x = Tensors.input("x", c.image());
    Tensor w = Tensors.input("w", c.kernel());
    Tensor dy = Tensors.input("dy", c.windows());
    Tensor bias = Tensors.input("bias", c.outputs());
    ConvGeometry g = c.geometry();
    Tensor y = Convolutions.conv2d(x, w, g);
    Tensor dx = Convolutions.conv2dInputGradient(dy, w, g, x.dim(1), x.dim(2));
    Tensor dw = Convolutions.conv2dWeightGradient(x, dy, g, w.dim(0), w.dim(1));
    Tensor relu = Tensors.max(Tensors.add(y, bias), Tensors.fill(0));
    Tensor energy = Tensors.sumAll(Tensors.mul(Tensors.square(relu), dy));
    List<Tensor> gradients = Gradients.of(energy, List.of(x, w, bias));
    Map<Tensor, NDArray> inputs =
        Map.of(x, numbers(x, 1), w, numbers(w, 2), dy, numbers(dy, 3), bias, numbers(bias, 4));
    Twins.assertAgree("raw " + c, inputs, Map.of(), List.of(y, dx, dw), 1e-5, 2, 3, 8);
    Twins.assertAgree(
        "followed " + c,
        inputs,
        Map.of(),
        List.of(
            relu,
            Tensors.tanh(dx),
            Tensors.sum(Tensors.square(dx), 3),
            Tensors.add(w, dw),
            gradients.get(0),
            gradients.get(1),
            gradients.get(2)),
        1e-5,
        2,
        3,
        8);
  }

  private static NDArray numbers(Tensor t, long seed) {
    return EngineContract.sixteenths(SEED + seed, t.shape().toArray());
  }

  /** Sums over windows ride on the product that they follow, line by line. */
  @Test
  void batch_normalisation_behind_a_convolution() {
    for (int outputs : new int[] {16, 33, 64}) {
      Tensor x = Tensors.input("x", 5, 28, 29, 3);
      Tensor w = Tensors.input("w", 3, 3, 3, outputs);
      Tensor y = Convolutions.conv2d(x, w, ConvGeometry.of(new Axis(2, 1, 1, 1)));
      Tensor mean = Tensors.mean(y, 0, 1, 2);
      Tensor variance = Tensors.mean(Tensors.square(Tensors.sub(y, mean)), 0, 1, 2);
      Tensor scale = Tensors.rsqrt(Tensors.add(variance, Tensors.fill(1e-5)));
      Tensor z = Tensors.tanh(Tensors.mul(Tensors.sub(y, mean), scale));
      List<Tensor> d = Gradients.of(Tensors.sumAll(Tensors.square(Tensors.sin(z))), List.of(x, w));
      Map<Tensor, NDArray> inputs = Map.of(x, numbers(x, 1), w, numbers(w, 2));
      List<Tensor> results = List.of(z, mean, variance, d.get(0), d.get(1));
      Twins.assertAgree("norm of " + outputs, inputs, Map.of(), results, 1e-4, 2, 3, 8);
    }
  }

  @Test
  void one_axis_is_two_with_one_of_length_1() {
    Axis axis = new Axis(2, 1, 1, 2);
    Tensor x = Tensors.input("x", 3, 20, 4);
    Tensor w = Tensors.input("w", 5, 2, 6);
    Tensor y = Convolutions.conv1d(x, w, axis, 2);
    assertThat(y.shape()).isEqualTo(Shape.of(3, 10, 6));
    Tensor v = Tensors.input("v", 5, 2, 6);
    Tensor back = Convolutions.convTranspose1d(y, v, axis, 2, 0);
    assertThat(back.shape()).isEqualTo(Shape.of(3, 20, 4));
    Map<Tensor, NDArray> inputs = Map.of(x, numbers(x, 1), w, numbers(w, 2), v, numbers(v, 3));
    Twins.assertAgree("lines", inputs, Map.of(), List.of(y, back), 1e-5, 2);
  }

  @Test
  void same_padding_follows_the_rule_of_tensorflow() {
    assertThat(Padding.same().axis(28, 3, 2, 1)).isEqualTo(new Axis(2, 1, 0, 1));
    assertThat(Padding.same().axis(28, 5, 1, 1)).isEqualTo(new Axis(1, 1, 2, 2));
    assertThat(Padding.same().axis(7, 1, 3, 1)).isEqualTo(new Axis(3, 1, 0, 0));
    for (int length = 1; length < 20; length++) {
      for (int kernel = 1; kernel < 6; kernel++) {
        for (int stride = 1; stride < 5; stride++) {
          for (int dilation = 1; dilation < 3; dilation++) {
            Axis axis = Padding.same().axis(length, kernel, stride, dilation);
            assertThat(axis.windows(length, kernel)).isEqualTo(Math.ceilDiv(length, stride));
            assertThat(axis.after() - axis.before()).isBetween(0, 1);
            Axis back = Padding.same().transposedAxis(length, kernel, stride, dilation);
            int extra = Padding.same().outputPadding(length, kernel, stride, dilation);
            assertThat(extra).isBetween(0, stride - 1);
            assertThat(back.lengthFor(length, kernel) + extra).isEqualTo(length * stride);
          }
        }
      }
    }
  }

  @Test
  void shapes_that_do_not_fit_are_refused_with_both_shapes() {
    Tensor x = Tensors.input("x", 2, 5, 5, 3);
    Tensor w = Tensors.input("w", 3, 3, 4, 8);
    ConvGeometry g = ConvGeometry.of(Axis.UNIT);
    assertThatThrownBy(() -> Convolutions.conv2d(x, w, g))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2, 5, 5, 3]")
        .hasMessageContaining("[3, 3, 4, 8]");
    Tensor wide = Tensors.input("wide", 7, 3, 3, 8);
    assertThatThrownBy(() -> Convolutions.conv2d(x, wide, g))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2, 5, 5, 3]")
        .hasMessageContaining("[7, 3, 3, 8]");
    assertThatThrownBy(() -> Convolutions.conv2dInputGradient(x, wide, g, 9, 9))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2, 5, 5, 3]")
        .hasMessageContaining("[7, 3, 3, 8]");
    assertThatThrownBy(() -> Convolutions.conv2dWeightGradient(x, x, g, 3, 3))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2, 5, 5, 3]")
        .hasMessageContaining("3 x 3");
    Tensor v = Tensors.input("v", 3, 3, 8, 3);
    assertThatThrownBy(() -> Convolutions.convTranspose2d(x, v, g, 1, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[1, 0]");
    assertThatThrownBy(() -> new Axis(0, 1, 0, 0)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> new ConvGeometry(Axis.UNIT, Axis.UNIT, 0))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Convolutions.conv1d(x, w, Axis.UNIT, 1))
        .isInstanceOf(ShapeException.class);
  }
}
