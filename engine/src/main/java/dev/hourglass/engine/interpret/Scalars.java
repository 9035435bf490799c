package dev.hourglass.engine.interpret;

import dev.hourglass.engine.Op.BinaryFunction;
import dev.hourglass.engine.Op.UnaryFunction;

/** The pointwise functions in double precision. */
final class Scalars {
  private Scalars() {}

  static double unary(UnaryFunction f, double x) {
    return switch (f) {
      case NEG -> -x;
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case LOG1P -> Math.log1p(x);
      case EXPM1 -> Math.expm1(x);
      case SQRT -> Math.sqrt(x);
      case RSQRT -> 1 / Math.sqrt(x);
      case TANH -> Math.tanh(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      case ERF -> erf(x);
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case FLOOR -> Math.floor(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
    };
  }

  static double binary(BinaryFunction f, double a, double b) {
    return switch (f) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case POW -> Math.pow(a, b);
      case LT -> a < b ? 1 : 0;
      case LE -> a <= b ? 1 : 0;
      case GT -> a > b ? 1 : 0;
      case GE -> a >= b ? 1 : 0;
      case EQ -> a == b ? 1 : 0;
      case NE -> a != b ? 1 : 0;
    };
  }

  /**
   * The error function: its Maclaurin series near 0, beyond that the continued fraction of its
   * complement (Abramowitz and Stegun, 7.1.5 and 7.1.14).
   */
  static double erf(double x) {
    double a = Math.abs(x);
    if (a < 2.5) {
      double term = x;
      double sum = x;
      for (int n = 1; n < 80; n++) {
        term *= -x * x / n;
        sum += term / (2 * n + 1);
      }
      return 2 / Math.sqrt(Math.PI) * sum;
    }
    double fraction = 0;
    for (int n = 60; n > 0; n--) {
      fraction = n / 2.0 / (a + fraction);
    }
    double complement = Math.exp(-a * a) / Math.sqrt(Math.PI) / (a + fraction);
    return Double.isNaN(x) ? x : Math.signum(x) * (1 - complement);
  }
}
