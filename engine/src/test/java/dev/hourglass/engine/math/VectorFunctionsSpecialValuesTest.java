package dev.hourglass.engine.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VectorFunctionsSpecialValuesTest {
  static List<Functions.Unary> unary() {
    return Functions.unary();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unary")
  void a_nan_of_any_bits_stays_one(Functions.Unary f) {
    for (int bits :
        new int[] {0x7fc0_0000, 0xffc0_0000, 0x7fc0_0001, 0x7fff_ffff, 0xffff_ffff, 0x7fc1_2345}) {
      assertThat(f.at(Float.intBitsToFloat(bits))).as("NaN bits %08x", bits).isNaN();
    }
  }

  @ParameterizedTest(name = "{0}({1}) = {2}")
  @CsvSource({
    "exp, -Infinity, 0",
    "exp, Infinity, Infinity",
    "exp, 88.72284, Infinity",
    "exp, -104, 0",
    "exp, 0, 1",
    "expm1, -Infinity, -1",
    "expm1, Infinity, Infinity",
    "expm1, 0, 0",
    "expm1, -0.0, -0.0",
    "expm1, -20, -1",
    "log, 0, -Infinity",
    "log, -0.0, -Infinity",
    "log, -1.4e-45, NaN",
    "log, -Infinity, NaN",
    "log, 1, 0",
    "log, Infinity, Infinity",
    "log1p, -1, -Infinity",
    "log1p, -1.0000001, NaN",
    "log1p, -Infinity, NaN",
    "log1p, Infinity, Infinity",
    "log1p, 0, 0",
    "log1p, -0.0, -0.0",
    "log1p, 1.4e-45, 1.4e-45",
    "tanh, 0, 0",
    "tanh, -0.0, -0.0",
    "tanh, Infinity, 1",
    "tanh, -Infinity, -1",
    "tanh, 9.1, 1",
    "tanh, 1.4e-45, 1.4e-45",
    "sigmoid, 0, 0.5",
    "sigmoid, Infinity, 1",
    "sigmoid, -Infinity, 0",
    "sigmoid, -89, 0",
    "softplus, Infinity, Infinity",
    "softplus, -Infinity, 0",
    "softplus, 100, 100",
    "softplus, -89, 0",
    "erf, 0, 0",
    "erf, -0.0, -0.0",
    "erf, Infinity, 1",
    "erf, -Infinity, -1",
    "erf, 4, 1",
    "rsqrt, 0, Infinity",
    "rsqrt, -0.0, -Infinity",
    "rsqrt, Infinity, 0",
    "rsqrt, -1, NaN",
    "rsqrt, 4, 0.5",
    "floor, -0.0, -0.0",
    "floor, -1.4e-45, -1",
    "floor, 8388607.5, 8388607",
    "floor, -8388607.5, -8388608",
    "floor, 0.99999994, 0",
    "floor, -Infinity, -Infinity",
    "floor, Infinity, Infinity",
    "sign, 0, 0",
    "sign, -0.0, -0.0",
    "sign, -Infinity, -1",
    "sign, 1.4e-45, 1",
    "sin, 0, 0",
    "sin, -0.0, -0.0",
    "sin, Infinity, NaN",
    "sin, 1048577, NaN",
    "cos, 0, 1",
    "cos, -Infinity, NaN",
    "cos, -1048577, NaN"
  })
  void special_values_are_exact(String name, float x, float expected) {
    Functions.Unary f =
        Functions.unary().stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
    assertThat(f.at(x)).isEqualTo(Float.valueOf(expected));
  }

  @Test
  void exp_sinks_through_the_denormal_numbers() {
    for (int n = -149; n <= -126; n++) {
      float x = (float) (n * Math.log(2));
      assertThat(Functions.EXP.at(x))
          .isPositive()
          .isCloseTo((float) Math.exp(x), within(Float.MIN_VALUE));
    }
  }

  @Test
  void pow_treats_special_values_as_java_does() {
    for (float a : Functions.specials()) {
      for (float b : Functions.specials()) {
        float expected = (float) Math.pow(a, b);
        boolean number = expected != 0 && Float.isFinite(expected);
        float slack = number ? 12 * Math.ulp(expected) : 0;
        assertSame(Functions.POW, a, b, expected, slack);
      }
    }
  }

  @Test
  void min_and_max_let_no_nan_escape() {
    holdsAgainst(Functions.MIN, Math::min);
    holdsAgainst(Functions.MAX, Math::max);
  }

  @Test
  void bounds_let_no_nan_escape() {
    var atLeast = new Functions.Unary("atLeast", new AtLeastTwo(), x -> Math.max(x, 2), 0);
    var atMost = new Functions.Unary("atMost", new AtMostTwo(), x -> Math.min(x, 2), 0);
    for (float x : Functions.specials()) {
      assertThat(atLeast.at(x))
          .isEqualTo(Float.valueOf((float) atLeast.reference().applyAsDouble(x)));
      assertThat(atMost.at(x))
          .isEqualTo(Float.valueOf((float) atMost.reference().applyAsDouble(x)));
    }
  }

  private record AtLeastTwo() implements ScalarLanes.Unary {
    @Override
    public <V> V apply(Lanes<V> lanes, V x) {
      return VectorFunctions.atLeast(lanes, x, 2);
    }
  }

  private record AtMostTwo() implements ScalarLanes.Unary {
    @Override
    public <V> V apply(Lanes<V> lanes, V x) {
      return VectorFunctions.atMost(lanes, x, 2);
    }
  }

  /** Where both are zero either zero will do. */
  private static void holdsAgainst(Functions.Binary f, DoubleBinaryOperator reference) {
    for (float a : Functions.specials()) {
      for (float b : Functions.specials()) {
        if (a != 0 || b != 0) {
          assertSame(f, a, b, (float) reference.applyAsDouble(a, b), 0);
        }
      }
    }
  }

  private static void assertSame(
      Functions.Binary f, float a, float b, float expected, float slack) {
    float actual = f.at(a, b);
    boolean close = Math.abs(actual - expected) <= slack && slack > 0;
    assertThat(close || Float.compare(actual, expected) == 0)
        .as("%s(%s, %s) is %s, expected %s", f, a, b, actual, expected)
        .isTrue();
  }
}
