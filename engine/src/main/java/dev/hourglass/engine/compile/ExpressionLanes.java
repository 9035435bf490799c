package dev.hourglass.engine.compile;

import dev.hourglass.engine.compile.Expression.Code;
import dev.hourglass.engine.math.Lanes;

/** Writes functions into an {@link Expression}: the value is the step's number. */
final class ExpressionLanes implements Lanes<Integer> {
  private final Expression expression;

  ExpressionLanes(Expression expression) {
    this.expression = expression;
  }

  @Override
  public Integer constant(float c) {
    return expression.constant(c);
  }

  @Override
  public Integer bitsConstant(int c) {
    return expression.add(Code.BITS_CONSTANT, -1, -1, -1, c);
  }

  @Override
  public Integer fma(Integer a, Integer b, Integer c) {
    return expression.add(Code.FMA, a, b, c, 0);
  }

  @Override
  public Integer select(Integer mask, Integer a, Integer b) {
    return expression.add(Code.SELECT, mask, a, b, 0);
  }

  @Override
  public Integer bitsAnd(Integer a, int mask) {
    return expression.add(Code.BITS_AND, a, -1, -1, mask);
  }

  @Override
  public Integer add(Integer a, Integer b) {
    return expression.add(Code.ADD, a, b);
  }

  @Override
  public Integer sub(Integer a, Integer b) {
    return expression.add(Code.SUB, a, b);
  }

  @Override
  public Integer mul(Integer a, Integer b) {
    return expression.add(Code.MUL, a, b);
  }

  @Override
  public Integer div(Integer a, Integer b) {
    return expression.add(Code.DIV, a, b);
  }

  @Override
  public Integer lt(Integer a, Integer b) {
    return expression.add(Code.LT, a, b);
  }

  @Override
  public Integer le(Integer a, Integer b) {
    return expression.add(Code.LE, a, b);
  }

  @Override
  public Integer eq(Integer a, Integer b) {
    return expression.add(Code.EQ, a, b);
  }

  @Override
  public Integer bitsAdd(Integer a, Integer b) {
    return expression.add(Code.BITS_ADD, a, b);
  }

  @Override
  public Integer bitsSub(Integer a, Integer b) {
    return expression.add(Code.BITS_SUB, a, b);
  }

  @Override
  public Integer bitsOr(Integer a, Integer b) {
    return expression.add(Code.BITS_OR, a, b);
  }

  @Override
  public Integer bitsXor(Integer a, Integer b) {
    return expression.add(Code.BITS_XOR, a, b);
  }

  @Override
  public Integer sqrt(Integer a) {
    return expression.add(Code.SQRT, a);
  }

  @Override
  public Integer neg(Integer a) {
    return expression.add(Code.NEG, a);
  }

  @Override
  public Integer abs(Integer a) {
    return expression.add(Code.ABS, a);
  }

  @Override
  public Integer bitsShiftLeft(Integer a, int n) {
    return expression.add(Code.SHIFT_LEFT, a, -1, -1, n);
  }

  @Override
  public Integer bitsShiftRightArithmetic(Integer a, int n) {
    return expression.add(Code.SHIFT_RIGHT, a, -1, -1, n);
  }

  @Override
  public Integer bitsShiftRightLogical(Integer a, int n) {
    return expression.add(Code.SHIFT_RIGHT_LOGICAL, a, -1, -1, n);
  }
}
