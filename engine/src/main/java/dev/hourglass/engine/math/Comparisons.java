package dev.hourglass.engine.math;

/** Minimum, maximum, sign and floor: comparisons and selections. */
final class Comparisons {
  static final int SIGN_BIT = 0x8000_0000;

  private Comparisons() {}

  /** The larger one; NaN if either is. */
  static <V> V max(Lanes<V> l, V a, V b) {
    return l.select(l.eq(b, b), l.select(l.lt(a, b), b, a), b);
  }

  /** The smaller one; NaN if either is. */
  static <V> V min(Lanes<V> l, V a, V b) {
    return l.select(l.eq(b, b), l.select(l.lt(b, a), b, a), b);
  }

  /** max(a, low) for a number low; NaN if a is. */
  static <V> V atLeast(Lanes<V> l, V a, float low) {
    V bound = l.constant(low);
    return l.select(l.lt(a, bound), bound, a);
  }

  /** min(a, high) for a number high; NaN if a is. */
  static <V> V atMost(Lanes<V> l, V a, float high) {
    V bound = l.constant(high);
    return l.select(l.lt(bound, a), bound, a);
  }

  /** a within [low, high]; NaN if a is. */
  static <V> V clamp(Lanes<V> l, V a, float low, float high) {
    return atMost(l, atLeast(l, a, low), high);
  }

  /** 1, -1, or x itself where it is 0, -0 or NaN. */
  static <V> V sign(Lanes<V> l, V x) {
    V zero = l.constant(0f);
    V negativeOrZero = l.select(l.lt(x, zero), l.constant(-1f), x);
    return l.select(l.lt(zero, x), l.constant(1f), negativeOrZero);
  }

  /** The sign bit of x set in magnitude, whose own sign bit must be clear. */
  static <V> V withSignOf(Lanes<V> l, V magnitude, V x) {
    return l.bitsOr(magnitude, l.bitsAnd(x, SIGN_BIT));
  }

  /**
   * Rounds to the nearest integer through 2^23, where floats are integers, then steps down where
   * that went up.
   */
  static <V> V floor(Lanes<V> l, V x) {
    V a = l.abs(x);
    V integers = l.constant(0x1p23f);
    V nearest = withSignOf(l, l.sub(l.add(a, integers), integers), x);
    V down = l.select(l.lt(x, nearest), l.sub(nearest, l.constant(1f)), nearest);
    return l.select(l.lt(a, integers), down, x);
  }
}
