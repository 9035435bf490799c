package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.engine.GradientCheck.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GradientsTest {
  private static final long SEED = 20_25;

  static List<GradientCases.Case> cases() {
    return GradientCases.all();
  }

  @ParameterizedTest(name = "{0}, seed " + SEED)
  @MethodSource("cases")
  void first_and_second_derivatives_agree_with_central_differences(GradientCases.Case c) {
    Point p = c.point(SEED);
    Random random = new Random(SEED);
    Tensor loss = weighted(c.output(), random);
    List<Tensor> first = Gradients.of(loss, c.inputs());
    Tensor slope = Tensors.fill(0);
    for (int i = 0; i < first.size(); i++) {
      GradientCheck.assertDerivative("first", loss, c.inputs().get(i), first.get(i), p);
      slope = Tensors.add(slope, weighted(first.get(i), random));
    }
    List<Tensor> second = Gradients.of(slope, c.inputs());
    for (int i = 0; i < second.size(); i++) {
      GradientCheck.assertDerivative("second", slope, c.inputs().get(i), second.get(i), p);
    }
  }

  @Test
  void every_operation_has_a_case() {
    Set<Object> found = new HashSet<>();
    for (GradientCases.Case c : cases()) {
      collect(weighted(c.output(), new Random(SEED)), found);
    }
    assertThat(found).contains((Object[]) Op.UnaryFunction.values());
    assertThat(found).contains((Object[]) Op.BinaryFunction.values());
    List<Class<?>> operations = new ArrayList<>(List.of(Op.class.getPermittedSubclasses()));
    operations.remove(Op.Parameter.class); // a leaf like an input
    operations.remove(Op.Recurrent.class); // no second derivative; RecurrenceTest has the first
    operations.remove(Op.RecurrentGradient.class);
    assertThat(found).containsAll(operations);
  }

  @ParameterizedTest(name = "times {0}")
  @CsvSource({"1.00001", "0.5", "0", "-1"})
  void the_check_rejects_a_wrong_gradient(double factor) {
    Tensor x = Tensors.input("x", 3);
    Point p = point(x, 0.5f, -1, 1.25f);
    Tensor loss = Tensors.sumAll(Tensors.tanh(x));
    Tensor right = Gradients.of(loss, List.of(x)).getFirst();
    Tensor wrong = Tensors.mul(right, Tensors.fill(factor));
    GradientCheck.assertDerivative("right", loss, x, right, p);
    assertThatThrownBy(() -> GradientCheck.assertDerivative("wrong", loss, x, wrong, p))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("wrong: d/d(Input[name=x])[0] at 0.5");
  }

  @Test
  void a_tie_of_two_is_shared_half_and_half() {
    Tensor a = Tensors.input("a", 3);
    Tensor b = Tensors.input("b", 3);
    Point p = new Point(Map.of(a, ndarray(1, 2, 3), b, ndarray(3, 2, 1)), Map.of());
    assertThat(gradient(Tensors.max(a, b), a, p)).containsExactly(0, 0.5, 1);
    assertThat(gradient(Tensors.max(a, b), b, p)).containsExactly(1, 0.5, 0);
    assertThat(gradient(Tensors.min(a, b), a, p)).containsExactly(1, 0.5, 0);
    assertThat(gradient(Tensors.min(a, b), b, p)).containsExactly(0, 0.5, 1);
  }

  @Test
  void tied_numbers_of_a_reduction_share_equally() {
    Tensor x = Tensors.input("x", 5);
    Point p = point(x, 4, -1, 4, -1, 4);
    double third = 1.0 / 3;
    assertThat(gradient(Tensors.max(x, 0), x, p)).containsExactly(third, 0, third, 0, third);
    assertThat(gradient(Tensors.min(x, 0), x, p)).containsExactly(0, 0.5, 0, 0.5, 0);
  }

  @ParameterizedTest(name = "{0} ^ {1}")
  @CsvSource({
    // a, b, d/da, d/db, d2/da2
    " 0, 0,  0, 0,   0",
    " 0, 1,  1, 0,   0",
    " 0, 2,  0, 0,   2",
    " 0, 3,  0, 0,   0",
    "-2, 0,  0, 0,   0",
    "-2, 1,  1, 0,   0",
    "-2, 2, -4, 0,   2",
    "-2, 3, 12, 0, -12",
    " 1, 2,  2, 0,   2",
  })
  void powers_of_zero_and_of_negative_numbers_have_finite_derivatives(
      float a, float b, double da, double db, double daa) {
    Tensor x = Tensors.input("a");
    Tensor y = Tensors.input("b");
    Point p = new Point(Map.of(x, NDArray.scalar(a), y, NDArray.scalar(b)), Map.of());
    List<Tensor> first = Gradients.of(Tensors.pow(x, y), List.of(x, y));
    assertThat(GradientCheck.values(first.get(0), p)[0]).isCloseTo(da, Offset.offset(0.0));
    assertThat(GradientCheck.values(first.get(1), p)[0]).isCloseTo(db, Offset.offset(0.0));
    assertThat(gradient(first.get(0), x, p)[0]).isCloseTo(daa, Offset.offset(0.0));
  }

  @Test
  void mixed_derivatives_of_a_power_are_equal_where_the_exponent_is_zero() {
    Tensor a = Tensors.input("a");
    Tensor b = Tensors.input("b");
    Point p = new Point(Map.of(a, NDArray.scalar(4), b, NDArray.scalar(0)), Map.of());
    List<Tensor> first = Gradients.of(Tensors.pow(a, b), List.of(a, b));
    assertThat(gradient(first.get(0), b, p)).containsExactly(0.25);
    assertThat(gradient(first.get(1), a, p)).containsExactly(0.25);
  }

  @Test
  void an_infinite_condition_does_not_spoil_the_gradient() {
    Tensor x = Tensors.input("x", 2);
    Point p = point(x, 1000, -1000);
    Tensor y = Tensors.select(Tensors.gt(Tensors.exp(x), Tensors.fill(1)), x, Tensors.fill(0));
    assertThat(gradient(y, x, p)).containsExactly(1, 0);
    Tensor steps = Tensors.add(Tensors.floor(Tensors.exp(x)), x);
    assertThat(gradient(steps, x, p)).containsExactly(1, 1);
  }

  @Test
  void intermediate_tensors_are_differentiated_by_and_through() {
    Tensor x = Tensors.input("x", 2);
    Point p = point(x, 0.5f, -1.5f);
    Tensor y = Tensors.tanh(x);
    Tensor loss = Tensors.sumAll(Tensors.add(Tensors.square(y), x));
    List<Tensor> g = Gradients.of(loss, List.of(y, x, loss, y));
    double[] t = {Math.tanh(0.5), Math.tanh(-1.5)};
    for (int i = 0; i < 2; i++) {
      Offset<Double> offset = Offset.offset(1e-12);
      assertThat(GradientCheck.values(g.get(0), p)[i]).isCloseTo(2 * t[i], offset);
      double through = 2 * t[i] * (1 - t[i] * t[i]) + 1;
      assertThat(GradientCheck.values(g.get(1), p)[i]).isCloseTo(through, offset);
    }
    assertThat(GradientCheck.values(g.get(2), p)).containsExactly(1);
    assertThat(g.get(3)).isSameAs(g.get(0));
  }

  @Test
  void what_the_loss_does_not_depend_on_has_a_zero_gradient_of_its_shape() {
    Tensor x = Tensors.input("x", 2);
    Tensor other = Tensors.input("other", 3, 4);
    Tensor g = Gradients.of(Tensors.sumAll(x), List.of(other)).getFirst();
    assertThat(g.shape()).isEqualTo(Shape.of(3, 4));
    assertThat(GradientCheck.values(g, point(x, 1, 2))).containsOnly(0);
  }

  @Test
  void only_a_single_number_can_be_differentiated() {
    Tensor x = Tensors.input("x", 2, 3);
    assertThatThrownBy(() -> Gradients.of(x, List.of(x)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2, 3]");
  }

  @Test
  void a_graph_in_which_each_tensor_is_used_twice_takes_no_exponential_time() {
    Tensor x = Tensors.input("x");
    Tensor y = x;
    for (int i = 0; i < 60; i++) {
      y = Tensors.mul(Tensors.add(y, y), Tensors.fill(0.5));
    }
    Tensor g = Gradients.of(y, List.of(x)).getFirst();
    assertThat(GradientCheck.values(g, point(x, 3))).containsExactly(1);
  }

  private static double[] gradient(Tensor y, Tensor by, Point p) {
    return GradientCheck.values(Gradients.of(Tensors.sumAll(y), List.of(by)).getFirst(), p);
  }

  /** A scalar in which each number of x has a weight of its own, from [0.5, 1.5). */
  private static Tensor weighted(Tensor x, Random random) {
    float[] weights = new float[x.shape().size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 0.5f + random.nextFloat();
    }
    return Tensors.sumAll(Tensors.mul(x, Tensors.constant(new NDArray(x.shape(), weights))));
  }

  private static void collect(Tensor t, Set<Object> found) {
    found.add(t.op().getClass());
    switch (t.op()) {
      case Op.Unary(var f) -> found.add(f);
      case Op.Binary(var f) -> found.add(f);
      default -> {}
    }
    t.inputs().forEach(x -> collect(x, found));
  }

  private static Point point(Tensor x, float... data) {
    return new Point(Map.of(x, new NDArray(x.shape(), data)), Map.of());
  }

  private static NDArray ndarray(float... data) {
    return new NDArray(Shape.of(data.length), Arrays.copyOf(data, data.length));
  }
}
