package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.engine.Op.BinaryFunction;
import dev.hourglass.engine.Op.UnaryFunction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions of one, two and three numbers at the same place, and how shapes spread. */
interface PointwiseContract extends EngineContract {

  @ParameterizedTest
  @EnumSource
  default void a_function_of_one_number_over_odd_sizes(UnaryFunction f) {
    for (int size : SIZES) {
      boolean positive = f == UnaryFunction.LOG || f == UnaryFunction.LOG1P;
      positive |= f == UnaryFunction.SQRT || f == UnaryFunction.RSQRT;
      NDArray x = EngineContract.uniform(size, positive ? 0.01 : -6, 6, size);
      Tensor input = Tensors.input("x", size);
      float[] got = evaluate(Functions.unary(f, input), Bindings.of(input, x));
      EngineContract.assertClose(f + " of seed " + size, got, 4, i -> expected(f, x.data()[i]));
    }
  }

  private static double expected(UnaryFunction f, double x) {
    return switch (f) {
      case NEG -> 0 - x;
      case EXP -> StrictMath.exp(x);
      case LOG -> StrictMath.log(x);
      case LOG1P -> StrictMath.log(1 + x);
      case EXPM1 -> StrictMath.expm1(x);
      case SQRT -> StrictMath.sqrt(x);
      case RSQRT -> StrictMath.pow(x, -0.5);
      case TANH -> StrictMath.sinh(x) / StrictMath.cosh(x);
      case SIGMOID -> StrictMath.exp(x) / (1 + StrictMath.exp(x));
      case SOFTPLUS -> StrictMath.log1p(StrictMath.exp(x));
      case ERF -> erfBySimpson(x);
      case ABS -> x < 0 ? -x : x;
      case SIGN -> x < 0 ? -1 : x > 0 ? 1 : 0;
      case FLOOR -> StrictMath.floor(x);
      case SIN -> StrictMath.sin(x);
      case COS -> StrictMath.sin(Math.PI / 2 - x);
    };
  }

  /** The integral that defines the error function, by Simpson's rule. */
  private static double erfBySimpson(double x) {
    int steps = 2000;
    double sum = 1 + Math.exp(-x * x);
    for (int i = 1; i < steps; i++) {
      double t = x * i / steps;
      sum += (i % 2 == 0 ? 2 : 4) * Math.exp(-t * t);
    }
    return 2 / Math.sqrt(Math.PI) * sum * x / steps / 3;
  }

  @ParameterizedTest
  @EnumSource
  default void a_function_of_two_numbers_over_odd_sizes(BinaryFunction f) {
    for (int size : SIZES) {
      binary(f, new int[] {size}, new int[] {size});
    }
  }

  @ParameterizedTest
  @EnumSource
  default void two_shapes_spread_to_a_common_one(BinaryFunction f) {
    for (int n : new int[] {1, 7, 16, 17, 63}) {
      int[] matrix = {5, n};
      for (int[] other :
          new int[][] {{n}, {1, n}, {5, 1}, {1, 1}, {1}, {}, {3, 1, n}, {3, 5, 1}, {3, 1, 1}}) {
        binary(f, matrix, other);
        binary(f, other, matrix);
      }
      binary(f, new int[] {n, 1}, new int[] {1, 17});
      binary(f, new int[] {2, 1, n, 1}, new int[] {3, 1, 4});
    }
  }

  private void binary(BinaryFunction f, int[] left, int[] right) {
    Tensor a = Tensors.input("a", left);
    Tensor b = Tensors.input("b", right);
    Tensor y = Functions.binary(f, a, b);
    boolean power = f == BinaryFunction.POW;
    NDArray x = power ? EngineContract.uniform(1, 0.1, 4, left) : halves(1, left);
    NDArray z = halves(2, right);
    float[] got = evaluate(y, Bindings.of(a, x, b, z));
    EngineContract.assertClose(
        f + " of " + a.shape() + " and " + b.shape(),
        got,
        power ? 4 : 0.5,
        i -> expected(f, spread(x, y.shape(), i), spread(z, y.shape(), i)));
  }

  /** Multiples of 1/2 from [-2, 2] without 0, so that many are equal and all can divide. */
  private static NDArray halves(long seed, int... dims) {
    NDArray drawn = EngineContract.uniform(seed, -4, 4, dims);
    return EngineContract.fill(
        i -> {
          double half = Math.rint(drawn.data()[i]) / 2;
          return half == 0 ? 0.5 : half;
        },
        dims);
  }

  /** Number i of x spread to the shape: axes are aligned at the last one. */
  private static double spread(NDArray x, Shape to, int i) {
    int at = 0;
    int stride = 1;
    int rest = i;
    for (int axis = 1; axis <= x.shape().rank(); axis++) {
      int place = rest % to.dim(-axis);
      rest /= to.dim(-axis);
      at += x.shape().dim(-axis) == 1 ? 0 : place * stride;
      stride *= x.shape().dim(-axis);
    }
    return x.data()[at];
  }

  private static double expected(BinaryFunction f, double a, double b) {
    return switch (f) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MIN -> a < b ? a : b;
      case MAX -> a > b ? a : b;
      case POW -> StrictMath.exp(b * StrictMath.log(a));
      case LT -> a < b ? 1 : 0;
      case LE -> a > b ? 0 : 1;
      case GT -> a > b ? 1 : 0;
      case GE -> a < b ? 0 : 1;
      case EQ -> a == b ? 1 : 0;
      case NE -> a == b ? 0 : 1;
    };
  }

  @Test
  default void select_takes_the_first_where_the_condition_is_not_zero() {
    for (int n : SIZES) {
      Tensor c = Tensors.input("c", 3, n);
      Tensor a = Tensors.input("a", n);
      NDArray condition = EngineContract.fill(i -> i % 3 - 1, 3, n);
      NDArray x = EngineContract.sixteenths(n, n);
      Tensor y = Tensors.select(c, a, Tensors.fill(9));
      EngineContract.assertExact(
          "select of " + n,
          evaluate(y, Bindings.of(c, condition, a, x)),
          i -> i % 3 == 1 ? 9 : x.data()[i % n]);
    }
  }

  @Test
  default void a_long_chain_of_functions_is_each_of_them_in_turn() {
    for (int n : SIZES) {
      Tensor x = Tensors.input("x", n);
      NDArray value = EngineContract.sixteenths(n, n);
      Tensor y = x;
      for (int i = 0; i < 40; i++) {
        y = Tensors.sub(Tensors.fill(1), Tensors.mul(Tensors.abs(y), Tensors.fill(0.5)));
      }
      double[] want = new double[n];
      for (int i = 0; i < n; i++) {
        float w = value.data()[i];
        for (int k = 0; k < 40; k++) {
          w = 1 - Math.abs(w) * 0.5f;
        }
        want[i] = w;
      }
      EngineContract.assertClose(
          "chain of " + n, evaluate(y, Bindings.of(x, value)), 2, i -> want[i]);
    }
  }

  @Test
  default void fills_and_constants_are_themselves() {
    for (int n : SIZES) {
      NDArray numbers = EngineContract.sixteenths(n, 2, n);
      Tensor constant = Tensors.constant(numbers);
      Tensor fill = Tensors.fill(0.1, 2, n);
      Program p = ran(new Bindings(java.util.Map.of(), java.util.Map.of()), constant, fill);
      assertThat(p.output(constant)).isEqualTo(numbers);
      assertThat(p.output(fill).data()).containsOnly(0.1f).hasSize(2 * n);
    }
  }

  @Test
  default void not_a_number_passes_through_arithmetic_and_fails_every_comparison() {
    Tensor x = Tensors.input("x", 20);
    Tensor y = Tensors.input("y", 20);
    Bindings b =
        Bindings.of(
            x, EngineContract.fill(i -> i % 2 == 0 ? Double.NaN : 1, 20),
            y, EngineContract.fill(i -> 2, 20));
    for (Tensor t :
        List.of(Tensors.add(x, y), Tensors.mul(y, x), Tensors.max(x, y), Tensors.min(y, x))) {
      float[] got = evaluate(t, b);
      for (int i = 0; i < got.length; i++) {
        assertThat(Float.isNaN(got[i])).as("%s, number %d: %s", t, i, got[i]).isEqualTo(i % 2 == 0);
      }
    }
    EngineContract.assertExact("lt", evaluate(Tensors.lt(x, y), b), i -> i % 2);
    EngineContract.assertExact("ge", evaluate(Tensors.ge(x, y), b), i -> 0);
    EngineContract.assertExact("eq", evaluate(Tensors.eq(x, x), b), i -> i % 2);
    EngineContract.assertExact("ne", evaluate(Tensors.ne(x, x), b), i -> 1 - i % 2);
  }
}
