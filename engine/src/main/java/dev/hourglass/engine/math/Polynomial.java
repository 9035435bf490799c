package dev.hourglass.engine.math;

/** Polynomials by Horner's rule: one fma a power. */
final class Polynomial {
  private Polynomial() {}

  /** The polynomial in x whose coefficients are given from the highest power down. */
  static <V> V of(Lanes<V> l, V x, float... coefficients) {
    V sum = l.constant(coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      sum = l.fma(sum, x, l.constant(coefficients[i]));
    }
    return sum;
  }
}
