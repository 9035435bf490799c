package dev.hourglass.engine.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorFunctionsAccuracyTest {
  private static final long SEED = 20_260_311;

  static List<Functions.Unary> unary() {
    return Functions.unary();
  }

  @ParameterizedTest(name = "{0}, seed " + SEED)
  @MethodSource("unary")
  void agrees_with_double_precision(Functions.Unary f) {
    double worst = 0;
    float at = 0;
    for (float x : Functions.samples(SEED, 400)) {
      if (Math.abs(x) <= f.limit() || Float.isNaN(x)) {
        double error = ulps(f.at(x), f.reference().applyAsDouble(x), f.flushed());
        if (error > worst) {
          worst = error;
          at = x;
        }
      }
    }
    assertThat(worst).as("largest error of %s in ulp, at %s", f, at).isLessThanOrEqualTo(f.ulps());
  }

  @Test
  void every_float_between_a_half_and_two_passes_through_log_well() {
    double worst = 0;
    for (int bits = 0x3f00_0000; bits < 0x4000_0000; bits += 11) {
      float x = Float.intBitsToFloat(bits);
      worst = Math.max(worst, ulps(Functions.LOG.at(x), Math.log(x), 0));
    }
    assertThat(worst).isLessThanOrEqualTo(Functions.LOG.ulps());
  }

  @Test
  void pow_keeps_small_and_middling_exponents_precise() {
    assertThat(worstPow(5, 300_000)).as("|b log a| up to 5, seed %d", SEED).isLessThan(2);
    assertThat(worstPow(20, 300_000)).as("|b log a| up to 20, seed %d", SEED).isLessThan(4);
    assertThat(worstPow(87, 300_000)).as("|b log a| up to 87, seed %d", SEED).isLessThan(12);
  }

  /** The largest error of pow in ulp where |b log a| is at most {@code reach}. */
  private static double worstPow(double reach, int count) {
    Random random = new Random(SEED);
    double worst = 0;
    for (int i = 0; i < count; i++) {
      double exponent = i % 2 == 0 ? random.nextDouble() * 4 - 2 : random.nextDouble() * 200 - 100;
      float a = (float) Math.exp(exponent);
      float b = (float) ((2 * random.nextDouble() - 1) * reach / exponent);
      double expected = Math.pow(a, b);
      if (expected > Float.MIN_NORMAL && expected < Float.MAX_VALUE) {
        worst = Math.max(worst, ulps(Functions.POW.at(a, b), expected, 0));
      }
    }
    return worst;
  }

  /**
   * Distance in units in the last place; infinite where one is NaN or overflows and the other does
   * not.
   */
  private static double ulps(float actual, double expected, double flushed) {
    float rounded = (float) expected;
    if (Float.isNaN(actual)
        || Float.isNaN(rounded)
        || Float.isInfinite(actual)
        || Float.isInfinite(rounded)) {
      return Float.compare(actual, rounded) == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    if (Math.abs(expected) < flushed && Math.abs(actual) < 2 * flushed) {
      return 0;
    }
    if (rounded == 0 && actual == 0) {
      return 0;
    }
    return Math.abs(actual - expected) / Math.ulp(rounded);
  }
}
