package dev.hourglass.engine.math;

/**
 * The engine's functions of floats. Each is written once, as straight-line code over {@link Lanes},
 * for the scalar evaluator and for the compiler's vector kernels alike: the same bits from both.
 *
 * <p>NaN in gives NaN out (but for {@code pow(NaN, 0)}, 1 as in {@link Math#pow}). The errors named
 * are the largest that the tests allow, in ulp: units in the last place of the true result.
 */
public final class VectorFunctions {
  private VectorFunctions() {}

  /** exp(x), to 1.5 ulp; overflows to infinity above 88.72, sinks gradually to 0 below -87.3. */
  public static <V> V exp(Lanes<V> l, V x) {
    return Exponentials.exp(l, x);
  }

  /** exp(x) - 1, to 1.5 ulp, near 0 too. */
  public static <V> V expm1(Lanes<V> l, V x) {
    return Exponentials.expm1(l, x);
  }

  /** The natural logarithm, to 1.1 ulp; -infinity at 0 and -0, NaN below. */
  public static <V> V log(Lanes<V> l, V x) {
    return Logarithms.log(l, x);
  }

  /** log(1 + x), to 1.8 ulp, near 0 too; -infinity at -1, NaN below. */
  public static <V> V log1p(Lanes<V> l, V x) {
    return Logarithms.log1p(l, x);
  }

  /** The hyperbolic tangent, to 2.3 ulp, in [-1, 1]. */
  public static <V> V tanh(Lanes<V> l, V x) {
    return Exponentials.tanh(l, x);
  }

  /**
   * exp(-|x|), to 1 ulp, in [0, 1], 0 where it would be below 2^-126.5: what sigmoid and softplus
   * of one x share.
   */
  public static <V> V expNegAbs(Lanes<V> l, V x) {
    return Exponentials.expNegAbs(l, x);
  }

  /** 1 / (1 + exp(-x)), to 2.2 ulp, in [0, 1]; 0 where it would be below 2^-126.5. */
  public static <V> V sigmoid(Lanes<V> l, V x) {
    return sigmoidFromExpNegAbs(l, x, expNegAbs(l, x));
  }

  /**
   * {@link #sigmoid} where e = {@link #expNegAbs}(x) is at hand: one division and four simple
   * operations more.
   */
  public static <V> V sigmoidFromExpNegAbs(Lanes<V> l, V x, V e) {
    return Exponentials.sigmoidFromExpNegAbs(l, x, e);
  }

  /** log(1 + exp(x)), to 1.9 ulp; 0 where it would be below 2^-126.5. */
  public static <V> V softplus(Lanes<V> l, V x) {
    return softplusFromExpNegAbs(l, x, expNegAbs(l, x));
  }

  /** {@link #softplus} where e = {@link #expNegAbs}(x) is at hand: a polynomial more. */
  public static <V> V softplusFromExpNegAbs(Lanes<V> l, V x, V e) {
    return Exponentials.softplusFromExpNegAbs(l, x, e);
  }

  /** The error function, to 1.9 ulp, in [-1, 1]. */
  public static <V> V erf(Lanes<V> l, V x) {
    return ErrorFunction.erf(l, x);
  }

  /**
   * The sine of x radians, to 1.9 ulp up to |x| = 100,000; NaN above 2^20, where floats are an
   * eighth apart.
   */
  public static <V> V sin(Lanes<V> l, V x) {
    return Trigonometry.sin(l, x);
  }

  /**
   * The cosine of x radians, to 1.9 ulp up to |x| = 100,000; NaN above 2^20, where floats are an
   * eighth apart.
   */
  public static <V> V cos(Lanes<V> l, V x) {
    return Trigonometry.cos(l, x);
  }

  /**
   * a to the power b, special cases as in {@link Math#pow}: 1 where b is 0 or -0, NaN for a finite
   * negative a unless b is an integer. To 2 ulp where the result is within [e^-5, e^5], 4 within
   * [e^-20, e^20], 12 elsewhere. By far the longest function here: write a square as a product.
   */
  public static <V> V pow(Lanes<V> l, V a, V b) {
    return Powers.pow(l, a, b);
  }

  /**
   * 1 / sqrt(x) by two correctly rounded operations, to 1.5 ulp; infinity (with its sign) at 0 and
   * -0, NaN below.
   */
  public static <V> V rsqrt(Lanes<V> l, V x) {
    return l.div(l.constant(1f), l.sqrt(x));
  }

  /** The largest integer not above x; exact for every float, -0 and infinities included. */
  public static <V> V floor(Lanes<V> l, V x) {
    return Comparisons.floor(l, x);
  }

  /** 1, -1, or x itself where it is 0, -0 or NaN. */
  public static <V> V sign(Lanes<V> l, V x) {
    return Comparisons.sign(l, x);
  }

  /**
   * The larger one, NaN if either is, a where they are equal (0 and -0 are): two comparisons, two
   * selections. See {@link #atLeast}.
   */
  public static <V> V max(Lanes<V> l, V a, V b) {
    return Comparisons.max(l, a, b);
  }

  /**
   * The smaller one, NaN if either is, a where they are equal: two comparisons, two selections. See
   * {@link #atMost}.
   */
  public static <V> V min(Lanes<V> l, V a, V b) {
    return Comparisons.min(l, a, b);
  }

  /** {@link #max}(a, low) for a constant that is not NaN, in two instructions. */
  public static <V> V atLeast(Lanes<V> l, V a, float low) {
    return Comparisons.atLeast(l, a, low);
  }

  /** {@link #min}(a, high) for a constant that is not NaN, in two instructions. */
  public static <V> V atMost(Lanes<V> l, V a, float high) {
    return Comparisons.atMost(l, a, high);
  }
}
