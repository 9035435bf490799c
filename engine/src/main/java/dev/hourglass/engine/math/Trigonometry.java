package dev.hourglass.engine.math;

/**
 * Sine and cosine. The nearest multiple of pi is taken away with pi in three parts inside fma (Cody
 * and Waite, 1980): the first step is exact. What is left, r with |r| at most pi / 2, goes through
 * one odd polynomial; the sign is the parity of the multiple, which adding 1.5 * 2^23 leaves in the
 * lowest bit.
 */
final class Trigonometry {
  /**
   * Above this a float's spacing is an eighth, and the reduction would lose digits: the answer is
   * NaN.
   */
  static final float LIMIT = 0x1p20f;

  private static final float SHIFTER = 12582912f;
  private static final float ONE_OVER_PI = 0.31830987f;

  /** pi by 24 bits each, rounded down. */
  private static final float[] PI = {3.1415925f, 1.5099579e-07f, 1.0780605e-14f};

  // sin(x) = x + x^3 P(x^2), |x| <= pi / 2: scripts/fit_polynomials.py in the tests.
  private static final float[] SIN = {2.5995018e-06f, -0.00019806849f, 0.00833303f, -0.16666658f};

  private Trigonometry() {}

  static <V> V sin(Lanes<V> l, V x) {
    V shifter = l.constant(SHIFTER);
    V shifted = l.fma(x, l.constant(ONE_OVER_PI), shifter);
    V sine = finish(l, x, shifted, l.sub(shifted, shifter));
    return l.select(l.eq(x, l.constant(0f)), x, sine);
  }

  /** cos(x) = (-1)^n sin(x - (n - 1/2) pi). */
  static <V> V cos(Lanes<V> l, V x) {
    V shifter = l.constant(SHIFTER);
    V half = l.constant(0.5f);
    V shifted = l.add(l.fma(x, l.constant(ONE_OVER_PI), half), shifter);
    return finish(l, x, shifted, l.sub(l.sub(shifted, shifter), half));
  }

  private static <V> V finish(Lanes<V> l, V x, V parity, V multiple) {
    V r = x;
    for (float part : PI) {
      r = l.fma(multiple, l.constant(-part), r);
    }
    V r2 = l.mul(r, r);
    V sine = l.fma(l.mul(r2, r), Polynomial.of(l, r2, SIN), r);
    V bounded = Comparisons.clamp(l, sine, -1f, 1f);
    V signed = l.bitsXor(bounded, l.bitsShiftLeft(parity, 31));
    return l.select(l.le(l.abs(x), l.constant(LIMIT)), signed, l.constant(Float.NaN));
  }
}
