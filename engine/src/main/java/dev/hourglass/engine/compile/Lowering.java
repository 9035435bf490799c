package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op.BinaryFunction;
import dev.hourglass.engine.Op.UnaryFunction;
import dev.hourglass.engine.compile.Expression.Code;
import dev.hourglass.engine.compile.Expression.Step;
import dev.hourglass.engine.math.VectorFunctions;

/** From the graph's pointwise functions to steps of an {@link Expression}. */
final class Lowering {
  private final Expression expression = new Expression();
  private final ExpressionLanes lanes = new ExpressionLanes(expression);

  Expression expression() {
    return expression;
  }

  int operand(int index) {
    return expression.operand(index);
  }

  int constant(float value) {
    return expression.constant(value);
  }

  int unary(UnaryFunction function, int x) {
    return switch (function) {
      case NEG -> lanes.neg(x);
      case EXP -> VectorFunctions.exp(lanes, x);
      case LOG -> VectorFunctions.log(lanes, x);
      case LOG1P -> VectorFunctions.log1p(lanes, x);
      case EXPM1 -> VectorFunctions.expm1(lanes, x);
      case SQRT -> lanes.sqrt(x);
      case RSQRT -> VectorFunctions.rsqrt(lanes, x);
      case TANH -> VectorFunctions.tanh(lanes, x);
      case SIGMOID -> VectorFunctions.sigmoid(lanes, x);
      case SOFTPLUS -> VectorFunctions.softplus(lanes, x);
      case ERF -> VectorFunctions.erf(lanes, x);
      case ABS -> lanes.abs(x);
      case SIGN -> VectorFunctions.sign(lanes, x);
      case FLOOR -> VectorFunctions.floor(lanes, x);
      case SIN -> VectorFunctions.sin(lanes, x);
      case COS -> VectorFunctions.cos(lanes, x);
    };
  }

  /** a * b + c in one rounding. */
  int fma(int a, int b, int c) {
    return lanes.fma(a, b, c);
  }

  int binary(BinaryFunction function, int a, int b) {
    return switch (function) {
      case ADD -> lanes.add(a, b);
      case SUB -> lanes.sub(a, b);
      case MUL -> lanes.mul(a, b);
      case DIV -> lanes.div(a, b);
      case MIN -> VectorFunctions.min(lanes, a, b);
      case MAX -> VectorFunctions.max(lanes, a, b);
      case POW -> VectorFunctions.pow(lanes, a, b);
      case LT -> number(lanes.lt(a, b));
      case LE -> number(lanes.le(a, b));
      case GT -> number(lanes.lt(b, a));
      case GE -> number(lanes.le(b, a));
      case EQ -> number(lanes.eq(a, b));
      case NE -> lanes.select(lanes.eq(a, b), lanes.constant(0f), lanes.constant(1f));
    };
  }

  /** A mask as a number: 1 where it holds, else 0. */
  private int number(int mask) {
    return lanes.select(mask, lanes.constant(1f), lanes.constant(0f));
  }

  /**
   * a where the condition is not 0, else b; where the condition was made from a mask in this
   * kernel, the mask serves.
   */
  int select(int condition, int a, int b) {
    Step step = expression.steps().get(condition);
    if (step.code() == Code.SELECT && step.b() == constant(1f) && step.c() == constant(0f)) {
      return lanes.select(step.a(), a, b);
    }
    return lanes.select(lanes.eq(condition, constant(0f)), b, a);
  }
}
