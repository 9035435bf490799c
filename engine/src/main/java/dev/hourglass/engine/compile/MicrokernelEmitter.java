package dev.hourglass.engine.compile;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Emits microkernels: {@code rows} x {@code vectors} accumulators, straight-line code and one loop
 * over k, which is what C2 needs to keep them all in registers.
 */
final class MicrokernelEmitter {

  /**
   * A kind of microkernel.
   *
   * @param masked whether the last vector is partly outside the matrix
   * @param accumulate whether the tile begins from what c holds, or from zero
   */
  record Form(int rows, int vectors, boolean masked, boolean accumulate) {}

  private static final Map<Form, Microkernel> CACHE = new ConcurrentHashMap<>();
  private static final Map<Form, SteppedMicrokernel> STEPPED = new ConcurrentHashMap<>();

  // Locals of run.
  private static final int DEPTH = 1;
  private static final int A = 2;
  private static final int AO = 3;
  private static final int A_ROW = 4;
  private static final int A_STEP = 5; // or the table of steps
  private static final int B = 6;
  private static final int BO = 7;
  private static final int B_STEP = 8;
  private static final int C = 9;
  private static final int CO = 10;
  private static final int C_ROW = 11;
  private static final int LANES = 12;
  private static final int K = 13;
  private static final int MASK = 14;
  private static final int ACCUMULATORS = 15;

  private final Form form;
  private final boolean stepped;
  private final int bVectors; // locals of the row of b
  private final int aVector;
  private final int aPlace;

  static Microkernel get(Form form) {
    return CACHE.computeIfAbsent(
        form, f -> new MicrokernelEmitter(f, false).emit("Product", Microkernel.class));
  }

  static SteppedMicrokernel stepped(Form form) {
    return STEPPED.computeIfAbsent(
        form, f -> new MicrokernelEmitter(f, true).emit("Windows", SteppedMicrokernel.class));
  }

  private MicrokernelEmitter(Form form, boolean stepped) {
    this.form = form;
    this.stepped = stepped;
    this.bVectors = ACCUMULATORS + form.rows() * form.vectors();
    this.aVector = bVectors + form.vectors();
    this.aPlace = aVector + 1;
  }

  private <T> T emit(String name, Class<T> contract) {
    MethodTypeDesc type =
        MethodTypeDesc.of(
            CD_void,
            CD_int,
            Bytecode.FLOATS,
            CD_int,
            CD_int,
            stepped ? Bytecode.INTS : CD_int,
            Bytecode.FLOATS,
            CD_int,
            CD_int,
            Bytecode.FLOATS,
            CD_int,
            CD_int,
            CD_int);
    return Bytecode.define(
        Bytecode.named(name + form.rows() + "x" + form.vectors()),
        contract,
        cb -> Bytecode.method(cb, "run", type, this::run));
  }

  private void run(CodeBuilder b) {
    if (form.masked()) {
      Bytecode.species(b);
      b.iconst_0().iload(LANES);
      Bytecode.indexInRange(b);
      b.astore(MASK);
    }
    for (int i = 0; i < form.rows(); i++) {
      for (int j = 0; j < form.vectors(); j++) {
        if (form.accumulate()) {
          Bytecode.species(b);
          tile(b, i, j);
          if (masked(j)) {
            b.aload(MASK);
            Bytecode.loadMasked(b);
          } else {
            Bytecode.load(b);
          }
        } else {
          Bytecode.broadcast(b, 0f);
        }
        b.astore(accumulator(i, j));
      }
    }
    b.iconst_0().istore(K);
    Label top = b.newLabel();
    Label end = b.newLabel();
    b.labelBinding(top).iload(K).iload(DEPTH).if_icmpge(end);
    turn(b);
    b.iinc(K, 1).goto_(top).labelBinding(end);
    for (int i = 0; i < form.rows(); i++) {
      for (int j = 0; j < form.vectors(); j++) {
        b.aload(accumulator(i, j));
        tile(b, i, j);
        if (masked(j)) {
          b.aload(MASK);
          Bytecode.storeMasked(b);
        } else {
          Bytecode.store(b);
        }
      }
    }
    b.return_();
  }

  private void turn(CodeBuilder b) {
    for (int j = 0; j < form.vectors(); j++) {
      Bytecode.species(b);
      b.aload(B).iload(BO).loadConstant(j * Species.LENGTH).iadd();
      if (masked(j)) {
        b.aload(MASK);
        Bytecode.loadMasked(b);
      } else {
        Bytecode.load(b);
      }
      b.astore(bVectors + j);
    }
    b.iload(AO);
    if (stepped) {
      b.aload(A_STEP).iload(K).iaload().iadd();
    }
    b.istore(aPlace);
    for (int i = 0; i < form.rows(); i++) {
      Bytecode.species(b);
      b.aload(A).iload(aPlace).iload(A_ROW).loadConstant(i).imul().iadd().faload();
      Bytecode.broadcastLoaded(b);
      b.astore(aVector);
      for (int j = 0; j < form.vectors(); j++) {
        b.aload(aVector).aload(bVectors + j).aload(accumulator(i, j));
        Bytecode.fma(b);
        b.astore(accumulator(i, j));
      }
    }
    if (!stepped) {
      b.iload(AO).iload(A_STEP).iadd().istore(AO);
    }
    b.iload(BO).iload(B_STEP).iadd().istore(BO);
  }

  private void tile(CodeBuilder b, int i, int j) {
    b.aload(C)
        .iload(CO)
        .iload(C_ROW)
        .loadConstant(i)
        .imul()
        .iadd()
        .loadConstant(j * Species.LENGTH)
        .iadd();
  }

  private int accumulator(int i, int j) {
    return ACCUMULATORS + i * form.vectors() + j;
  }

  private boolean masked(int j) {
    return form.masked() && j == form.vectors() - 1;
  }
}
