package dev.hourglass.engine.compile;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import jdk.incubator.vector.IntVector;

/**
 * Emits the transposition of a square in registers (Eklundh, 1972): for each half = length/2, ...,
 * 2, 1, rows i and i + half exchange the blocks beside the diagonal, by two selections from both.
 */
final class SquareEmitter {
  static final TransposeKernel.Square SQUARE = emit();

  // Locals of run.
  private static final int A = 1;
  private static final int AO = 2;
  private static final int A_ROW = 3;
  private static final int B = 4;
  private static final int BO = 5;
  private static final int B_ROW = 6;
  private static final int ROWS = 7;

  private SquareEmitter() {}

  private static TransposeKernel.Square emit() {
    return Bytecode.define(
        Bytecode.named("Transpose"),
        TransposeKernel.Square.class,
        cb ->
            Bytecode.method(
                cb,
                "run",
                MethodTypeDesc.of(
                    CD_void, Bytecode.FLOATS, CD_int, CD_int, Bytecode.FLOATS, CD_int, CD_int),
                SquareEmitter::run));
  }

  private static void run(CodeBuilder b) {
    int n = Species.LENGTH;
    for (int i = 0; i < n; i++) {
      Bytecode.species(b);
      b.aload(A).iload(AO).iload(A_ROW).loadConstant(i).imul().iadd();
      Bytecode.load(b);
      Bytecode.ints(b);
      b.astore(ROWS + i);
    }
    int upper = ROWS + n;
    for (int half = n / 2; half > 0; half /= 2) {
      for (int i = 0; i < n; i++) {
        if ((i & half) == 0) {
          Bytecode.selectFrom(b, indices(half, false), ROWS + i, ROWS + i + half);
          b.astore(upper);
          Bytecode.selectFrom(b, indices(half, true), ROWS + i, ROWS + i + half);
          b.astore(ROWS + i + half).aload(upper).astore(ROWS + i);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      b.aload(ROWS + i);
      Bytecode.floats(b);
      b.aload(B).iload(BO).iload(B_ROW).loadConstant(i).imul().iadd();
      Bytecode.store(b);
    }
    b.return_();
  }

  /** The name of the constant below. */
  private static String indices(int half, boolean lower) {
    return (lower ? "LOWER" : "UPPER") + half;
  }

  /**
   * Lane l of the new upper row is lane l of the old one, or lane l - half of the old lower row; of
   * the new lower row, lane l + half of the upper, or lane l of the lower.
   */
  private static IntVector selection(int half, boolean lower) {
    int n = Math.max(Species.LENGTH, 2 * half);
    int[] index = new int[n];
    for (int l = 0; l < n; l++) {
      boolean first = (l & half) == 0;
      if (lower) {
        index[l] = first ? l + half : n + l;
      } else {
        index[l] = first ? l : n + l - half;
      }
    }
    return IntVector.fromArray(
        Species.I, index, 0); // a half that this machine's vectors do not have is not used
  }

  static final IntVector UPPER1 = selection(1, false);
  static final IntVector LOWER1 = selection(1, true);
  static final IntVector UPPER2 = selection(2, false);
  static final IntVector LOWER2 = selection(2, true);
  static final IntVector UPPER4 = selection(4, false);
  static final IntVector LOWER4 = selection(4, true);
  static final IntVector UPPER8 = selection(8, false);
  static final IntVector LOWER8 = selection(8, true);
}
