package dev.hourglass.engine.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Straight-line code over vectors, before it is bytecode: a list of steps in which equal steps
 * stand once. A value is the number of its step.
 */
final class Expression {

  /**
   * One step: what to do, the steps it reads, and a number (a float's bits, a shift, an operand's
   * index).
   */
  record Step(Code code, int a, int b, int c, int immediate) {}

  enum Code {
    OPERAND,
    CONSTANT,
    ADD,
    SUB,
    MUL,
    DIV,
    FMA,
    SQRT,
    NEG,
    ABS,
    LT,
    LE,
    EQ,
    SELECT,
    BITS_CONSTANT,
    BITS_ADD,
    BITS_SUB,
    BITS_AND,
    BITS_OR,
    BITS_XOR,
    SHIFT_LEFT,
    SHIFT_RIGHT,
    SHIFT_RIGHT_LOGICAL
  }

  private final List<Step> steps = new ArrayList<>();
  private final Map<Step, Integer> known = new HashMap<>();

  int add(Code code, int a, int b, int c, int immediate) {
    Step step = new Step(code, a, b, c, immediate);
    return known.computeIfAbsent(
        step,
        s -> {
          steps.add(s);
          return steps.size() - 1;
        });
  }

  int add(Code code, int a, int b) {
    return add(code, a, b, -1, 0);
  }

  int add(Code code, int a) {
    return add(code, a, -1, -1, 0);
  }

  int constant(float value) {
    return add(Code.CONSTANT, -1, -1, -1, Float.floatToRawIntBits(value));
  }

  int operand(int index) {
    return add(Code.OPERAND, -1, -1, -1, index);
  }

  List<Step> steps() {
    return steps;
  }

  int size() {
    return steps.size();
  }
}
