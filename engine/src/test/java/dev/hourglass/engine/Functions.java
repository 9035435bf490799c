package dev.hourglass.engine;

import dev.hourglass.engine.Op.BinaryFunction;
import dev.hourglass.engine.Op.UnaryFunction;

/** Each function as a tensor, by its name. */
final class Functions {
  private Functions() {}

  static Tensor unary(UnaryFunction f, Tensor x) {
    return switch (f) {
      case NEG -> Tensors.neg(x);
      case EXP -> Tensors.exp(x);
      case LOG -> Tensors.log(x);
      case LOG1P -> Tensors.log1p(x);
      case EXPM1 -> Tensors.expm1(x);
      case SQRT -> Tensors.sqrt(x);
      case RSQRT -> Tensors.rsqrt(x);
      case TANH -> Tensors.tanh(x);
      case SIGMOID -> Tensors.sigmoid(x);
      case SOFTPLUS -> Tensors.softplus(x);
      case ERF -> Tensors.erf(x);
      case ABS -> Tensors.abs(x);
      case SIGN -> Tensors.sign(x);
      case FLOOR -> Tensors.floor(x);
      case SIN -> Tensors.sin(x);
      case COS -> Tensors.cos(x);
    };
  }

  static Tensor binary(BinaryFunction f, Tensor a, Tensor b) {
    return switch (f) {
      case ADD -> Tensors.add(a, b);
      case SUB -> Tensors.sub(a, b);
      case MUL -> Tensors.mul(a, b);
      case DIV -> Tensors.div(a, b);
      case MIN -> Tensors.min(a, b);
      case MAX -> Tensors.max(a, b);
      case POW -> Tensors.pow(a, b);
      case LT -> Tensors.lt(a, b);
      case LE -> Tensors.le(a, b);
      case GT -> Tensors.gt(a, b);
      case GE -> Tensors.ge(a, b);
      case EQ -> Tensors.eq(a, b);
      case NE -> Tensors.ne(a, b);
    };
  }
}
