package dev.hourglass.engine.math;

import org.jspecify.annotations.Nullable;

/**
 * The exponential and what is made of it.
 *
 * <p>All start alike: with n the integer nearest x / ln 2, exp(x) = 2^n exp(r), |r| at most (ln 2)
 * / 2. Adding {@link #SHIFTER} = 1.5 * 2^23 + 127 to a float rounds it to an integer n and leaves n
 * + 127 in the lowest bits: moved up by 23 they are the float 2^n. No conversion between float and
 * int is needed.
 */
final class Exponentials {
  /** 1.5 * 2^23 + 127: see the class comment. */
  private static final float SHIFTER = 12583039f;

  private static final float LOG2_E = 1.442695f;

  /**
   * The first 24 bits of ln 2, rounded down, and the next 24: n * LN2_HIGH cancels exactly inside
   * an fma.
   */
  private static final float LN2_HIGH = 0.6931471f;

  private static final float LN2_LOW = 5.769999e-08f;

  // exp(x) = 1 + x + x^2 P(x), |x| <= ln 2. These and those below: scripts/fit_polynomials.py in
  // the tests.
  private static final float[] EXP = {
    0.00019632632f, 0.0014105637f, 0.008335956f, 0.04166119f, 0.16666616f, 0.50000036f, 1f, 1f
  };

  // exp(-x) = 1 - x + x^2 P(x), |x| <= (ln 2) / 2.
  private static final float[] EXP_OF_NEGATIVE = {
    0.0013820108f, -0.008368685f, 0.041668274f, -0.16666521f, 0.49999994f, -1f, 1f
  };

  // exp(x) - 1 = x + x^2 P(x), |x| <= (ln 2) / 2.
  private static final float[] EXPM1 = {
    0.0013870696f, 0.008366272f, 0.041667435f, 0.16666546f, 0.49999997f
  };

  // (exp(2x) - 1) / 2 = x + x^2 P(x), |x| <= (ln 2) / 4.
  private static final float[] HALF_EXPM1_OF_DOUBLE = {
    0.044386227f, 0.13386035f, 0.33333948f, 0.66666186f, 0.99999994f
  };

  // log(1 + x) = x P(x), 0 <= x <= 1.
  private static final float[] LOG1P_OF_FRACTION = {
    -0.0032910742f,
    0.02008846f,
    -0.057460483f,
    0.10661371f,
    -0.15344977f,
    0.19692121f,
    -0.2495802f,
    0.33330464f,
    -0.4999993f,
    1.0f
  };

  private Exponentials() {}

  /**
   * exp(x). Here n = 2m and the scale 2^m is multiplied in twice, so that results overflow to
   * infinity and sink through the denormal numbers to 0 with one rounding.
   */
  static <V> V exp(Lanes<V> l, V x) {
    return expOfSum(l, Comparisons.clamp(l, x, -104f, 89f), null);
  }

  /** exp(x + correction) for x in [-104, 89] and a tiny correction (null: none). */
  static <V> V expOfSum(Lanes<V> l, V x, @Nullable V correction) {
    V shifter = l.constant(SHIFTER);
    V shifted = l.fma(x, l.constant(LOG2_E / 2), shifter);
    V m = l.sub(shifted, shifter);
    V r = l.fma(m, l.constant(-2 * LN2_HIGH), x);
    V low = l.constant(-2 * LN2_LOW);
    r = correction == null ? l.fma(m, low, r) : l.add(r, l.fma(m, low, correction));
    V scale = l.bitsShiftLeft(shifted, 23);
    return l.mul(l.mul(Polynomial.of(l, r, EXP), scale), scale);
  }

  /** exp(-|x|), in [0, 1]; 0 where it would be below 2^-126.5. */
  static <V> V expNegAbs(Lanes<V> l, V x) {
    V a = Comparisons.atMost(l, l.abs(x), 88f);
    V shifter = l.constant(SHIFTER);
    V shifted = l.fma(a, l.constant(-LOG2_E), shifter);
    V n = l.sub(shifted, shifter);
    V r = l.fma(n, l.constant(LN2_LOW), l.fma(n, l.constant(LN2_HIGH), a));
    return l.mul(Polynomial.of(l, r, EXP_OF_NEGATIVE), l.bitsShiftLeft(shifted, 23));
  }

  static <V> V sigmoidFromExpNegAbs(Lanes<V> l, V x, V e) {
    V one = l.constant(1f);
    V numerator = l.select(l.lt(x, l.constant(0f)), e, one);
    return l.div(numerator, l.add(e, one));
  }

  static <V> V softplusFromExpNegAbs(Lanes<V> l, V x, V e) {
    V positivePart = Comparisons.atLeast(l, x, 0f);
    return l.fma(e, Polynomial.of(l, e, LOG1P_OF_FRACTION), positivePart);
  }

  /** tanh(x) = v / (v + 1) with v = (exp(2|x|) - 1) / 2, then the sign of x. */
  static <V> V tanh(Lanes<V> l, V x) {
    V a = Comparisons.atMost(l, l.abs(x), 10f);
    V shifter = l.constant(SHIFTER);
    V shifted = l.fma(a, l.constant(2 * LOG2_E), shifter);
    V n = l.sub(shifted, shifter);
    V r = l.fma(n, l.constant(-LN2_HIGH / 2), a);
    r = l.fma(n, l.constant(-LN2_LOW / 2), r);
    V q = l.fma(l.mul(r, r), Polynomial.of(l, r, HALF_EXPM1_OF_DOUBLE), r);
    V scale = l.bitsShiftLeft(shifted, 23);
    V v = l.fma(scale, q, l.fma(scale, l.constant(0.5f), l.constant(-0.5f)));
    return Comparisons.withSignOf(l, l.div(v, l.add(v, l.constant(1f))), x);
  }

  /**
   * exp(x) - 1 = 2 (2^(n-1) q + (2^(n-1) - 1/2)) with q = exp(r) - 1; half the scale keeps 2^n
   * finite up to the largest result. Where |x| is below 2^-26 it is x.
   */
  static <V> V expm1(Lanes<V> l, V x) {
    V c = Comparisons.clamp(l, x, -18f, 89f);
    V halfShifter = l.constant(SHIFTER - 1);
    V shifted = l.fma(c, l.constant(LOG2_E), halfShifter);
    V n = l.sub(shifted, halfShifter);
    V r = l.fma(n, l.constant(-LN2_LOW), l.fma(n, l.constant(-LN2_HIGH), c));
    V q = l.fma(l.mul(r, r), Polynomial.of(l, r, EXPM1), r);
    V scale = l.bitsShiftLeft(shifted, 23);
    V half = l.fma(scale, q, l.sub(scale, l.constant(0.5f)));
    V tiny = l.lt(l.abs(x), l.constant(0x1p-26f));
    return l.select(tiny, x, l.add(half, half));
  }
}
