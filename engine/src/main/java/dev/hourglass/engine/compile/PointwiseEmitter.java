package dev.hourglass.engine.compile;

import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.hourglass.engine.Op.Reduction;
import dev.hourglass.engine.compile.PointwiseSpec.Access;
import dev.hourglass.engine.compile.PointwiseSpec.Output;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Emits the code of pointwise kernels. A class has three methods: {@code run} walks the rows,
 * {@code row} does the whole vectors of one row, {@code tail} the rest of it under a mask. Row
 * reductions keep their virtual lanes in registers within the loop and pass them to the tail
 * through memory, since a vector that meets itself across a branch would be boxed.
 */
final class PointwiseEmitter {
  private static final Map<PointwiseSpec, PointwiseCode> CACHE = new ConcurrentHashMap<>();
  private static final MethodTypeDesc ROW_TYPE =
      MethodTypeDesc.of(
          CD_void,
          Bytecode.FLOATS2,
          Bytecode.INTS,
          Bytecode.FLOATS,
          CD_int,
          CD_int,
          CD_int,
          CD_int);
  private static final ClassDesc ROW_SUM = Bytecode.desc(RowSum.class);

  // Parameters of row and tail.
  private static final int ARRAYS = 0;
  private static final int OFFSETS = 1;
  private static final int SCRATCH = 2;
  private static final int R = 3;
  private static final int COLS = 4;
  private static final int C0 = 5;
  private static final int C1 = 6;
  private static final int FIRST_FREE = 7;

  private final PointwiseSpec spec;
  private final ClassDesc self;
  private final int
      blocks; // vectors that a loop turn takes: all virtual lanes where rows are reduced

  static PointwiseCode code(PointwiseSpec spec) {
    return CACHE.computeIfAbsent(spec, s -> new PointwiseEmitter(s).emit());
  }

  private PointwiseEmitter(PointwiseSpec spec) {
    this.spec = spec;
    this.self = Bytecode.named("Pointwise");
    this.blocks = spec.reductions() > 0 ? RowSum.LANES / Species.LENGTH : 1;
  }

  private PointwiseCode emit() {
    return Bytecode.define(
        self,
        PointwiseCode.class,
        cb -> {
          Bytecode.method(
              cb,
              "run",
              MethodTypeDesc.of(
                  CD_void,
                  Bytecode.FLOATS2,
                  Bytecode.INTS,
                  Bytecode.FLOATS,
                  CD_int,
                  CD_int,
                  CD_int,
                  CD_int,
                  CD_int),
              this::run);
          Bytecode.staticMethod(cb, "row", ROW_TYPE, this::row);
          Bytecode.staticMethod(cb, "tail", ROW_TYPE, this::tail);
        });
  }

  /** run(this, arrays, offsets, scratch, cols, r0, r1, c0, c1): calls row for each. */
  private void run(CodeBuilder b) {
    Label top = b.newLabel();
    Label end = b.newLabel();
    b.labelBinding(top).iload(5).iload(6).if_icmpge(end);
    b.aload(1)
        .aload(2)
        .aload(3)
        .iload(5)
        .iload(4)
        .iload(7)
        .iload(8)
        .invokestatic(self, "row", ROW_TYPE);
    b.iinc(5, 1).goto_(top).labelBinding(end).return_();
  }

  private void row(CodeBuilder b) {
    Locals l = prologue(b);
    int step = blocks * Species.LENGTH;
    int c = l.next++;
    int limit = l.next++;
    int accumulators = l.next;
    l.next += spec.reductions() * blocks;
    for (Output o : spec.outputs()) {
      Reduction over = o.overRow();
      if (over != null) {
        for (int j = 0; j < blocks; j++) {
          Bytecode.broadcast(b, identity(over));
          b.astore(accumulators++);
        }
      }
    }
    accumulators -= spec.reductions() * blocks;
    b.iload(C0).istore(c);
    b.iload(C1).loadConstant(step - 1).isub().istore(limit);
    Label top = b.newLabel();
    Label end = b.newLabel();
    b.labelBinding(top).iload(c).iload(limit).if_icmpge(end);
    for (int j = 0; j < blocks; j++) {
      int[] at = body(b, l, c, j, -1);
      int acc = accumulators;
      for (int o = 0; o < spec.outputs().size(); o++) {
        Output out = spec.outputs().get(o);
        int array = spec.operands().size() + o;
        Reduction over = out.overRow();
        if (over == null) {
          kept(b, l, out, at, array, c, j, -1);
          index(b, l, array, c, j);
          Bytecode.store(b);
        } else {
          b.aload(acc + j).aload(at[out.step()]);
          Bytecode.combine(b, over);
          b.astore(acc + j);
          acc += blocks;
        }
      }
    }
    b.iinc(c, step).goto_(top).labelBinding(end);
    for (int q = 0; q < spec.reductions() * blocks; q++) {
      b.aload(accumulators + q).aload(SCRATCH).loadConstant(q * Species.LENGTH);
      Bytecode.store(b);
    }
    Label whole = b.newLabel();
    b.iload(c).iload(C1).if_icmpge(whole);
    b.aload(ARRAYS)
        .aload(OFFSETS)
        .aload(SCRATCH)
        .iload(R)
        .iload(COLS)
        .iload(c)
        .iload(C1)
        .invokestatic(self, "tail", ROW_TYPE);
    b.labelBinding(whole);
    storeReductions(b);
    b.return_();
  }

  private void tail(CodeBuilder b) {
    Locals l = prologue(b);
    int mask = l.next++;
    for (int j = 0; j < blocks; j++) {
      Bytecode.species(b);
      b.iload(C0).loadConstant(j * Species.LENGTH).iadd().iload(C1);
      Bytecode.indexInRange(b);
      b.astore(mask);
      int[] at = body(b, l, C0, j, mask);
      int lanes = j * Species.LENGTH;
      for (int o = 0; o < spec.outputs().size(); o++) {
        Output out = spec.outputs().get(o);
        int array = spec.operands().size() + o;
        Reduction over = out.overRow();
        if (over == null) {
          kept(b, l, out, at, array, C0, j, mask);
          index(b, l, array, C0, j);
          b.aload(mask);
          Bytecode.storeMasked(b);
        } else {
          Bytecode.species(b);
          b.aload(SCRATCH).loadConstant(lanes);
          Bytecode.load(b);
          Bytecode.broadcast(b, identity(over));
          b.aload(at[out.step()]).aload(mask);
          Bytecode.blend(b);
          Bytecode.combine(b, over);
          b.aload(SCRATCH).loadConstant(lanes);
          Bytecode.store(b);
          lanes += RowSum.LANES;
        }
      }
    }
    b.return_();
  }

  /** Leaves what is to be stored: the step's value, or with it the sum so far. */
  private void kept(
      CodeBuilder b, Locals l, Output out, int[] at, int array, int c, int block, int mask) {
    if (!out.overRows()) {
      b.aload(at[out.step()]);
      return;
    }
    Bytecode.species(b);
    index(b, l, array, c, block);
    if (mask >= 0) {
      b.aload(mask);
      Bytecode.loadMasked(b);
    } else {
      Bytecode.load(b);
    }
    b.aload(at[out.step()]);
    Bytecode.combine(b, Reduction.SUM);
  }

  private void storeReductions(CodeBuilder b) {
    int lanes = 0;
    for (int o = 0; o < spec.outputs().size(); o++) {
      Reduction reduction = spec.outputs().get(o).overRow();
      if (reduction != null) {
        int array = spec.operands().size() + o;
        b.aload(ARRAYS).loadConstant(array).aaload();
        b.aload(OFFSETS).loadConstant(array).iaload().iload(R).iadd();
        b.aload(SCRATCH).loadConstant(lanes);
        String name =
            switch (reduction) {
              case SUM -> "sum";
              case MAX -> "max";
              case MIN -> "min";
            };
        b.invokestatic(ROW_SUM, name, MethodTypeDesc.of(CD_float, Bytecode.FLOATS, CD_int));
        b.fastore();
        lanes += RowSum.LANES;
      }
    }
  }

  /**
   * Where the locals of row and tail stand: for array i its reference at base + 2i and its first
   * index at base + 2i + 1; for a column or scalar operand its vector at base + 2i.
   */
  private static final class Locals {
    final int base = FIRST_FREE;
    int next;
  }

  private Locals prologue(CodeBuilder b) {
    Locals l = new Locals();
    int arrays = spec.operands().size() + spec.outputs().size();
    l.next = l.base + 2 * arrays;
    for (int i = 0; i < arrays; i++) {
      boolean output = i >= spec.operands().size();
      Output out = output ? spec.outputs().get(i - spec.operands().size()) : null;
      if (out != null && !out.eachPlace()) {
        if (out.overRows()) {
          beginRun(b, l, i);
        }
        continue;
      }
      Access access = output ? Access.FULL : spec.operands().get(i);
      if (access == Access.FULL || access == Access.ROW) {
        b.aload(ARRAYS).loadConstant(i).aaload().astore(l.base + 2 * i);
        b.aload(OFFSETS).loadConstant(i).iaload();
        if (access == Access.FULL) {
          b.iload(R).iload(COLS).imul().loadConstant(spec.pitches().get(i)).imul().iadd();
        }
        b.istore(l.base + 2 * i + 1);
      } else {
        Bytecode.species(b);
        b.aload(ARRAYS).loadConstant(i).aaload().aload(OFFSETS).loadConstant(i).iaload();
        if (access == Access.COLUMN) {
          b.iload(R).iadd();
        }
        b.faload();
        Bytecode.broadcastLoaded(b);
        b.astore(l.base + 2 * i);
      }
    }
    return l;
  }

  private void beginRun(CodeBuilder b, Locals l, int array) {
    int length = array + spec.outputs().size();
    b.aload(ARRAYS).loadConstant(array).aaload().astore(l.base + 2 * array);
    b.aload(ARRAYS).aload(OFFSETS).loadConstant(array).loadConstant(length);
    b.iload(R).iload(COLS).iload(C0).iload(C1);
    b.invokestatic(
        Bytecode.desc(RowRuns.class),
        "begin",
        MethodTypeDesc.of(
            CD_int,
            Bytecode.FLOATS2,
            Bytecode.INTS,
            CD_int,
            CD_int,
            CD_int,
            CD_int,
            CD_int,
            CD_int));
    b.istore(l.base + 2 * array + 1);
  }

  private void index(CodeBuilder b, Locals l, int array, int c, int block) {
    b.aload(l.base + 2 * array).iload(l.base + 2 * array + 1).iload(c).iadd();
    if (block > 0) {
      b.loadConstant(block * Species.LENGTH).iadd();
    }
  }

  /** One turn's steps for vector {@code block}; returns the local of each step's value. */
  private int[] body(CodeBuilder b, Locals l, int c, int block, int mask) {
    int[] at = new int[spec.steps().size()];
    int next = l.next;
    for (int i = 0; i < at.length; i++) {
      Expression.Step s = spec.steps().get(i);
      if (s.code() == Expression.Code.OPERAND) {
        int operand = s.immediate();
        Access access = spec.operands().get(operand);
        if (access == Access.COLUMN || access == Access.SCALAR) {
          at[i] = l.base + 2 * operand;
          continue;
        }
        Bytecode.species(b);
        index(b, l, operand, c, block);
        if (mask >= 0) {
          b.aload(mask);
          Bytecode.loadMasked(b);
        } else {
          Bytecode.load(b);
        }
      } else {
        Bytecode.step(b, s, at);
      }
      at[i] = next++;
      b.astore(at[i]);
    }
    return at;
  }

  private static float identity(Reduction reduction) {
    return switch (reduction) {
      case SUM -> 0f;
      case MAX -> Float.NEGATIVE_INFINITY;
      case MIN -> Float.POSITIVE_INFINITY;
    };
  }
}
