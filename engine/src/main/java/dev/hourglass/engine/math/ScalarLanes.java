package dev.hourglass.engine.math;

/**
 * One lane, in plain Java: the reference for every other implementation. Values are a float's bits;
 * masks are 0 or -1.
 */
public enum ScalarLanes implements Lanes<Integer> {
  /** The one instance. */
  SCALAR;

  /** A function of one value. */
  @FunctionalInterface
  public interface Unary {
    /** Writes the function in the given lanes. */
    <V> V apply(Lanes<V> lanes, V x);
  }

  /** A function of two values. */
  @FunctionalInterface
  public interface Binary {
    /** Writes the function in the given lanes. */
    <V> V apply(Lanes<V> lanes, V a, V b);
  }

  private static float f(Integer bits) {
    return Float.intBitsToFloat(bits);
  }

  private static Integer bits(float value) {
    return Float.floatToRawIntBits(value);
  }

  private static Integer mask(boolean holds) {
    return holds ? -1 : 0;
  }

  @Override
  public Integer constant(float c) {
    return bits(c);
  }

  @Override
  public Integer add(Integer a, Integer b) {
    return bits(f(a) + f(b));
  }

  @Override
  public Integer sub(Integer a, Integer b) {
    return bits(f(a) - f(b));
  }

  @Override
  public Integer mul(Integer a, Integer b) {
    return bits(f(a) * f(b));
  }

  @Override
  public Integer div(Integer a, Integer b) {
    return bits(f(a) / f(b));
  }

  @Override
  public Integer fma(Integer a, Integer b, Integer c) {
    return bits(Math.fma(f(a), f(b), f(c)));
  }

  @Override
  public Integer sqrt(Integer a) {
    return bits((float) Math.sqrt(f(a)));
  }

  @Override
  public Integer neg(Integer a) {
    return a ^ 0x8000_0000;
  }

  @Override
  public Integer abs(Integer a) {
    return a & 0x7fff_ffff;
  }

  @Override
  public Integer select(Integer mask, Integer a, Integer b) {
    if (mask != 0 && mask != -1) {
      throw new IllegalArgumentException(
          "select: the mask must come from a comparison, got bits %08x".formatted(mask));
    }
    return mask != 0 ? a : b;
  }

  @Override
  public Integer lt(Integer a, Integer b) {
    return mask(f(a) < f(b));
  }

  @Override
  public Integer le(Integer a, Integer b) {
    return mask(f(a) <= f(b));
  }

  @Override
  public Integer eq(Integer a, Integer b) {
    return mask(f(a) == f(b));
  }

  @Override
  public Integer bitsConstant(int c) {
    return c;
  }

  @Override
  public Integer bitsAdd(Integer a, Integer b) {
    return a + b;
  }

  @Override
  public Integer bitsSub(Integer a, Integer b) {
    return a - b;
  }

  @Override
  public Integer bitsAnd(Integer a, int mask) {
    return a & mask;
  }

  @Override
  public Integer bitsOr(Integer a, Integer b) {
    return a | b;
  }

  @Override
  public Integer bitsXor(Integer a, Integer b) {
    return a ^ b;
  }

  @Override
  public Integer bitsShiftLeft(Integer a, int n) {
    return a << n;
  }

  @Override
  public Integer bitsShiftRightArithmetic(Integer a, int n) {
    return a >> n;
  }

  @Override
  public Integer bitsShiftRightLogical(Integer a, int n) {
    return a >>> n;
  }
}
