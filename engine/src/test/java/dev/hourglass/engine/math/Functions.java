package dev.hourglass.engine.math;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * The functions under test, with their values in double precision and the error each is held to.
 */
final class Functions {
  private Functions() {}

  /**
   * A function of one number.
   *
   * @param reference the same in double precision
   * @param ulps the largest error allowed, in units in the last place of the true result
   * @param flushed results with a smaller magnitude may be 0 or anything as small
   * @param limit inputs up to this magnitude count
   */
  record Unary(
      String name,
      ScalarLanes.Unary function,
      DoubleUnaryOperator reference,
      double ulps,
      double flushed,
      float limit) {
    Unary(String name, ScalarLanes.Unary function, DoubleUnaryOperator reference, double ulps) {
      this(name, function, reference, ulps, 0, Float.POSITIVE_INFINITY);
    }

    float at(float x) {
      return Float.intBitsToFloat(function.apply(ScalarLanes.SCALAR, Float.floatToRawIntBits(x)));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A function of two numbers. */
  record Binary(String name, ScalarLanes.Binary function) {
    float at(float a, float b) {
      Integer left = Float.floatToRawIntBits(a);
      return Float.intBitsToFloat(
          function.apply(ScalarLanes.SCALAR, left, Float.floatToRawIntBits(b)));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final Unary EXP = new Unary("exp", VectorFunctions::exp, Math::exp, 1.5);
  static final Unary EXPM1 = new Unary("expm1", VectorFunctions::expm1, Math::expm1, 1.5);
  static final Unary LOG = new Unary("log", VectorFunctions::log, Math::log, 1.1);
  static final Unary LOG1P = new Unary("log1p", VectorFunctions::log1p, Math::log1p, 1.8);
  static final Unary TANH = new Unary("tanh", VectorFunctions::tanh, Math::tanh, 2.3);
  static final Unary ERF = new Unary("erf", VectorFunctions::erf, Functions::erf, 1.9);
  static final Unary RSQRT = new Unary("rsqrt", VectorFunctions::rsqrt, x -> 1 / Math.sqrt(x), 1.5);
  static final Unary FLOOR = new Unary("floor", VectorFunctions::floor, Math::floor, 0);
  static final Unary SIGN = new Unary("sign", VectorFunctions::sign, Math::signum, 0);
  static final Unary EXP_NEG_ABS =
      new Unary(
          "expNegAbs",
          VectorFunctions::expNegAbs,
          x -> Math.exp(-Math.abs(x)),
          1.0,
          0x1p-126,
          Float.POSITIVE_INFINITY);
  static final Unary SIGMOID =
      new Unary(
          "sigmoid",
          VectorFunctions::sigmoid,
          x -> 1 / (1 + Math.exp(-x)),
          2.2,
          0x1p-126,
          Float.POSITIVE_INFINITY);
  static final Unary SOFTPLUS =
      new Unary(
          "softplus",
          VectorFunctions::softplus,
          Functions::softplus,
          1.9,
          0x1p-126,
          Float.POSITIVE_INFINITY);
  static final Unary SIN = new Unary("sin", VectorFunctions::sin, Math::sin, 1.9, 0, 100_000);
  static final Unary COS = new Unary("cos", VectorFunctions::cos, Math::cos, 1.9, 0, 100_000);

  static final Binary POW = new Binary("pow", VectorFunctions::pow);
  static final Binary MIN = new Binary("min", VectorFunctions::min);
  static final Binary MAX = new Binary("max", VectorFunctions::max);

  static List<Unary> unary() {
    return List.of(
        EXP,
        EXPM1,
        LOG,
        LOG1P,
        TANH,
        ERF,
        RSQRT,
        FLOOR,
        SIGN,
        EXP_NEG_ABS,
        SIGMOID,
        SOFTPLUS,
        SIN,
        COS);
  }

  static List<Binary> binary() {
    return List.of(POW, MIN, MAX);
  }

  /** Every exponent and sign, and those where functions bend; then the special numbers. */
  static float[] samples(long seed, int perExponent) {
    Random random = new Random(seed);
    float[] special = specials();
    int bends = 40 * perExponent;
    float[] x = new float[512 * perExponent + bends + special.length];
    int n = 0;
    for (int signAndExponent = 0; signAndExponent < 512; signAndExponent++) {
      for (int i = 0; i < perExponent; i++) {
        x[n++] = Float.intBitsToFloat(signAndExponent << 23 | random.nextInt(1 << 23));
      }
    }
    for (int i = 0; i < bends; i++) {
      x[n++] = (float) (random.nextGaussian() * Math.pow(2, i % 8));
    }
    System.arraycopy(special, 0, x, n, special.length);
    return x;
  }

  static float[] specials() {
    float[] positive = {
      0,
      Float.MIN_VALUE,
      0x1.fffffcp-127f,
      Float.MIN_NORMAL,
      0.5f,
      0x1.fffffep-1f,
      1,
      0x1.000002p0f,
      1.5f,
      2,
      3,
      87.3f,
      88.37f,
      88.72283f,
      88.72284f,
      103.97f,
      103.98f,
      104,
      0x1.fffffep21f,
      0x1p22f,
      0x1.fffffep22f,
      0x1p23f,
      8388609,
      0x1.fffffep23f,
      0x1p24f,
      16777218,
      0x1p31f,
      1e30f,
      Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NaN,
      Float.intBitsToFloat(0x7fc00001),
      Float.intBitsToFloat(0x7fffffff)
    };
    float[] all = new float[2 * positive.length];
    for (int i = 0; i < positive.length; i++) {
      all[2 * i] = positive[i];
      all[2 * i + 1] = Float.intBitsToFloat(Float.floatToRawIntBits(positive[i]) ^ 0x8000_0000);
    }
    return all;
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /**
   * 2 / sqrt(pi) * x * exp(-x^2) * sum of (2 x^2)^n / (1 * 3 * ... * (2n + 1)): no term is
   * negative.
   */
  private static double erf(double x) {
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = 1;
    double sum = 1;
    for (int n = 1; term > 1e-17 * sum; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * x * Math.exp(-x * x) * sum;
  }
}
