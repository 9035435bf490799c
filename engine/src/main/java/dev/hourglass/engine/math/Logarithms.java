package dev.hourglass.engine.math;

/**
 * The natural logarithm: x = 2^k m with m in [2/3, 4/3) by integer arithmetic on the bits, then
 * log(x) = k ln 2 + log(1 + f), f = m - 1.
 */
final class Logarithms {
  private static final float LN2_HIGH = 0.6931471f;
  private static final float LN2_LOW = 5.769999e-08f;
  private static final int TWO_THIRDS_BITS = 0x3f2a_aaab;
  private static final int EXPONENT_AND_SIGN = 0xff80_0000;

  /** 1.5 * 2^23: an integer k added to its bits gives the float 1.5 * 2^23 + k. */
  static final float SHIFTER = 12582912f;

  // log(1 + f) = f + f^2 P(f), |f| <= 1/3: scripts/fit_polynomials.py in the tests.
  private static final float[] LOG1P = {
    0.14020394f,
    -0.15383598f,
    0.13997169f,
    -0.1641703f,
    0.20011072f,
    -0.2500775f,
    0.333332f,
    -0.49999937f
  };

  private Logarithms() {}

  static <V> V log(Lanes<V> l, V x) {
    V denormal = l.lt(x, l.constant(Float.MIN_NORMAL));
    V normal = l.select(denormal, l.mul(x, l.constant(0x1p23f)), x);
    V shifter = l.select(denormal, l.constant(SHIFTER + 23), l.constant(SHIFTER));
    Split<V> split = split(l, normal, shifter);
    V y = join(l, split, split.fraction());
    V zero = l.constant(0f);
    y = l.select(l.eq(x, zero), l.constant(Float.NEGATIVE_INFINITY), y);
    return finish(l, x, zero, y);
  }

  /** log1p(x) = log(u) + (x - (u - 1)) / u, where u is 1 + x rounded. */
  static <V> V log1p(Lanes<V> l, V x) {
    V one = l.constant(1f);
    V u = l.add(x, one);
    V lost = l.div(l.sub(x, l.sub(u, one)), u);
    Split<V> split = split(l, u, l.constant(SHIFTER));
    V y = join(l, split, l.add(split.fraction(), lost));
    V end = l.constant(-1f);
    y = l.select(l.eq(x, end), l.constant(Float.NEGATIVE_INFINITY), y);
    return finish(l, x, end, l.bitsOr(y, l.bitsAnd(x, Comparisons.SIGN_BIT)));
  }

  /** NaN where x is below the domain, x itself where it is infinity or NaN, else y. */
  private static <V> V finish(Lanes<V> l, V x, V domain, V y) {
    V inDomain = l.select(l.lt(x, domain), l.constant(Float.NaN), y);
    return l.select(l.lt(x, l.constant(Float.POSITIVE_INFINITY)), inDomain, x);
  }

  /** A normal x above 0 as 2^exponent (1 + fraction). */
  record Split<V>(V exponent, V fraction) {}

  /** Splits x; the shifter is 1.5 * 2^23 plus what the exponent of x is too large. */
  static <V> Split<V> split(Lanes<V> l, V x, V shifter) {
    V relative = l.bitsSub(x, l.bitsConstant(TWO_THIRDS_BITS));
    V shifted = l.bitsAdd(l.bitsShiftRightArithmetic(relative, 23), l.constant(SHIFTER));
    V m = l.bitsSub(x, l.bitsAnd(relative, EXPONENT_AND_SIGN));
    return new Split<>(l.sub(shifted, shifter), l.sub(m, l.constant(1f)));
  }

  /** log(x) + extra for a normal x, split. */
  private static <V> V join(Lanes<V> l, Split<V> split, V extra) {
    V f = split.fraction();
    V low = l.fma(split.exponent(), l.constant(LN2_LOW), extra);
    V logOfM = l.fma(l.mul(f, f), Polynomial.of(l, f, LOG1P), low);
    return l.fma(split.exponent(), l.constant(LN2_HIGH), logOfM);
  }
}
