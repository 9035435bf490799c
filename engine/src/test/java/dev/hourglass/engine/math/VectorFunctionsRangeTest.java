package dev.hourglass.engine.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorFunctionsRangeTest {
  private static final long SEED = 77;

  static List<Functions.Unary> increasing() {
    return List.of(
        Functions.EXP,
        Functions.EXPM1,
        Functions.LOG,
        Functions.LOG1P,
        Functions.TANH,
        Functions.ERF,
        Functions.SIGMOID,
        Functions.SOFTPLUS,
        Functions.FLOOR);
  }

  /**
   * A function that rounds with an error above half an ulp may step back between neighbours, but by
   * no more than its error.
   */
  @ParameterizedTest(name = "{0}, seed " + SEED)
  @MethodSource("increasing")
  void never_falls_by_more_than_its_error(Functions.Unary f) {
    float[] x = Functions.samples(SEED, 100);
    Arrays.sort(x);
    float highest = Float.NEGATIVE_INFINITY;
    for (float v : x) {
      float y = f.at(v);
      if (!Float.isNaN(y)) {
        float slack = (float) (2 * f.ulps() + 1) * Math.ulp(y);
        assertThat(highest == y || highest <= y + slack)
            .as("%s(%s) = %s, after %s", f, v, y, highest)
            .isTrue();
        highest = Math.max(highest, y);
      }
    }
  }

  @Test
  void bounded_functions_stay_in_bounds() {
    for (float x : Functions.samples(SEED, 200)) {
      if (!Float.isNaN(x)) {
        assertThat(Functions.EXP.at(x)).isGreaterThanOrEqualTo(0);
        assertThat(Functions.EXP_NEG_ABS.at(x)).isBetween(0f, 1f);
        assertThat(Functions.SIGMOID.at(x)).isBetween(0f, 1f);
        assertThat(Functions.SOFTPLUS.at(x)).isGreaterThanOrEqualTo(Math.max(x, 0));
        assertThat(Functions.TANH.at(x)).isBetween(-1f, 1f);
        assertThat(Functions.ERF.at(x)).isBetween(-1f, 1f);
      }
    }
  }

  @Test
  void sine_and_cosine_stay_in_bounds_at_their_peaks() {
    for (int i = -2000; i <= 2000; i++) {
      float peak = (float) (i * Math.PI / 2);
      for (int step = -50; step <= 50; step++) {
        float x = peak + step * 16 * Math.ulp(peak);
        assertThat(Functions.SIN.at(x)).isBetween(-1f, 1f);
        assertThat(Functions.COS.at(x)).isBetween(-1f, 1f);
      }
    }
  }

  @Test
  void odd_functions_are_odd_to_the_bit() {
    for (float x : Functions.samples(SEED, 50)) {
      for (Functions.Unary f :
          List.of(Functions.TANH, Functions.ERF, Functions.SIN, Functions.SIGN)) {
        assertThat(f.at(-x)).isEqualTo(Float.valueOf(-f.at(x)));
      }
    }
  }
}
