package dev.hourglass.engine.math;

/**
 * a^b = exp(b log|a|), with the logarithm and the product each carried as a sum of two floats,
 * since exp turns an absolute error of its argument into a relative one. Special cases follow
 * {@link Math#pow}.
 */
final class Powers {
  /** ln 2 by its first 16 bits, so that k times it is exact, and the rest. */
  private static final float LN2_HIGH = 0x1.62e4p-1f;

  private static final float LN2_LOW = (float) (0.69314718055994530942 - LN2_HIGH);

  // log(1 + f) = f - f^2 / 2 + f^3 P(f), |f| <= 1/3: scripts/fit_polynomials.py in the tests.
  private static final float[] LOG1P = {
    0.1195846f,
    -0.1283011f,
    0.10769556f,
    -0.12199418f,
    0.14302717f,
    -0.16679296f,
    0.19999681f,
    -0.24999827f,
    0.33333334f
  };

  /** high + low. */
  private record Pair<V>(V high, V low) {}

  private Powers() {}

  static <V> V pow(Lanes<V> l, V a, V b) {
    V zero = l.constant(0f);
    V infinity = l.constant(Float.POSITIVE_INFINITY);
    V base = l.abs(a);
    V finite = l.lt(base, infinity);
    Pair<V> log = log(l, base);
    V high = l.select(l.eq(base, zero), l.constant(Float.NEGATIVE_INFINITY), log.high());
    V y = l.mul(b, l.select(finite, high, base));
    V lost = l.fma(b, log.low(), l.fma(b, log.high(), l.neg(y)));
    V correction = l.select(l.lt(l.abs(y), l.constant(128f)), lost, zero);
    V magnitude = Exponentials.expOfSum(l, Comparisons.clamp(l, y, -104f, 89f), correction);

    V integer = l.eq(Comparisons.floor(l, b), b);
    V half = l.mul(b, l.constant(0.5f));
    V even = l.eq(Comparisons.floor(l, half), half);
    V signIfOdd = l.select(even, zero, l.bitsAnd(a, Comparisons.SIGN_BIT));
    V notReal = l.select(finite, l.constant(Float.NaN), magnitude);
    V otherwise = l.select(l.lt(a, zero), notReal, magnitude);
    V power = l.select(integer, l.bitsOr(magnitude, signIfOdd), otherwise);
    return l.select(l.eq(b, zero), l.constant(1f), power);
  }

  /** log(x) for x above 0 and finite, to about 2^-32 of its value. */
  private static <V> Pair<V> log(Lanes<V> l, V x) {
    V denormal = l.lt(x, l.constant(Float.MIN_NORMAL));
    V normal = l.select(denormal, l.mul(x, l.constant(0x1p23f)), x);
    float shift = Logarithms.SHIFTER;
    V shifter = l.select(denormal, l.constant(shift + 23), l.constant(shift));
    Logarithms.Split<V> split = Logarithms.split(l, normal, shifter);
    V f = split.fraction();
    V k = split.exponent();

    V f2 = l.mul(f, f);
    V minusHalf = l.constant(-0.5f);
    V head = l.fma(f2, minusHalf, f);
    V headLow = l.fma(f2, minusHalf, l.sub(f, head));
    V f2Low = l.fma(f, f, l.neg(f2));
    V tail = l.fma(l.mul(f, f2), Polynomial.of(l, f, LOG1P), l.fma(f2Low, minusHalf, headLow));

    V big = l.mul(k, l.constant(LN2_HIGH));
    V sum = l.add(big, head);
    V sumLow = l.sub(head, l.sub(sum, big));
    V low = l.add(l.fma(k, l.constant(LN2_LOW), tail), sumLow);
    V high = l.add(sum, low);
    return new Pair<>(high, l.sub(low, l.sub(high, sum)));
  }
}
