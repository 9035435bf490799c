package dev.hourglass.engine.math;

/**
 * What the functions of this package are written in: straight-line code over values that each hold
 * one 32-bit number per lane, read as a float or by its bits. Every operation is exact by IEEE 754
 * (one rounding to nearest, even on ties) or by integer arithmetic modulo 2^32, so that every
 * implementation gives the same bits. The one freedom is the sign and payload of a NaN, which
 * processors choose; no function here lets them reach a result that is a number.
 *
 * <p>Denormal numbers count: implementations must not flush them.
 *
 * @param <V> an opaque value: floats, integers (the floats' bits), or a mask made by a comparison
 */
public interface Lanes<V> {

  /** The same float in every lane. */
  V constant(float c);

  /** {@code a + b}. */
  V add(V a, V b);

  /** {@code a - b}. */
  V sub(V a, V b);

  /** {@code a * b}. */
  V mul(V a, V b);

  /** {@code a / b}. */
  V div(V a, V b);

  /** {@code a * b + c} with one rounding. */
  V fma(V a, V b, V c);

  /** The square root, correctly rounded; NaN below zero. */
  V sqrt(V a);

  /** {@code -a}: the sign bit flipped. */
  V neg(V a);

  /** {@code |a|}: the sign bit cleared. */
  V abs(V a);

  /** {@code a} where the mask holds, else {@code b}. */
  V select(V mask, V a, V b);

  /** Mask of {@code a < b}; false with a NaN. */
  V lt(V a, V b);

  /** Mask of {@code a <= b}; false with a NaN. */
  V le(V a, V b);

  /** Mask of {@code a == b}; false with a NaN, true for 0 and -0. */
  V eq(V a, V b);

  /** The same 32 bits in every lane. */
  V bitsConstant(int c);

  /** Sum of the bits as integers, modulo 2^32. */
  V bitsAdd(V a, V b);

  /** Difference of the bits as integers, modulo 2^32. */
  V bitsSub(V a, V b);

  /** The bits that {@code mask} has too. */
  V bitsAnd(V a, int mask);

  /** The bits of either. */
  V bitsOr(V a, V b);

  /** The bits of one alone. */
  V bitsXor(V a, V b);

  /** The bits moved up by {@code n} (0 to 31); zeros follow. */
  V bitsShiftLeft(V a, int n);

  /** The bits moved down by {@code n} (0 to 31); copies of the sign bit follow. */
  V bitsShiftRightArithmetic(V a, int n);

  /** The bits moved down by {@code n} (0 to 31); zeros follow. */
  V bitsShiftRightLogical(V a, int n);
}
