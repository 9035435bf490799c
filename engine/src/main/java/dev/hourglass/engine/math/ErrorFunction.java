package dev.hourglass.engine.math;

/**
 * erf(x) = 2 / sqrt(pi) * integral of exp(-t^2) from 0 to x, by one of two approximations of |x|,
 * then the sign.
 */
final class ErrorFunction {
  // erf(x) = x + x P(x^2), 0 <= x < 1. These and those below: scripts/fit_polynomials.py in the
  // tests.
  private static final float[] BELOW_ONE = {
    7.806903e-05f,
    -0.0007997853f,
    0.005187162f,
    -0.026853347f,
    0.11283579f,
    -0.37612626f,
    0.12837917f
  };

  // erf(x) = 1 - 1 / P(x)^4, x >= 1; the fourth power keeps P of low degree. P grows on to
  // infinity.
  private static final float[] FROM_ONE = {
    0.002879195f,
    -0.035796743f,
    0.20915958f,
    -0.7124493f,
    1.5849959f,
    -2.29346f,
    2.329337f,
    -1.2039944f,
    0.7874739f,
    0.9197374f
  };

  private ErrorFunction() {}

  static <V> V erf(Lanes<V> l, V x) {
    V one = l.constant(1f);
    V a = l.abs(x);
    V below = l.fma(a, Polynomial.of(l, l.mul(a, a), BELOW_ONE), a);
    V p = Polynomial.of(l, a, FROM_ONE);
    V p2 = l.mul(p, p);
    V above = l.sub(one, l.div(one, l.mul(p2, p2)));
    return Comparisons.withSignOf(l, l.select(l.lt(a, one), below, above), x);
  }
}
