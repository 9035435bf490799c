package dev.hourglass.engine;

import java.util.List;
import java.util.Objects;

/**
 * What a tensor is: the closed set of operations. An operation holds its own attributes only; its
 * inputs are held by the {@link Tensor}. Shapes are checked in {@link Tensors}, where tensors are
 * made.
 */
public sealed interface Op {

  /** Functions of one number. */
  enum UnaryFunction {
    NEG,
    EXP,
    LOG,
    LOG1P,
    EXPM1,
    SQRT,
    RSQRT,
    TANH,
    SIGMOID,
    SOFTPLUS,
    ERF,
    ABS,
    SIGN,
    FLOOR,
    SIN,
    COS
  }

  /** Functions of two numbers. Comparisons give 1 where true and 0 where false. */
  enum BinaryFunction {
    ADD,
    SUB,
    MUL,
    DIV,
    MIN,
    MAX,
    POW,
    LT,
    LE,
    GT,
    GE,
    EQ,
    NE
  }

  /** How a reduction combines numbers. */
  enum Reduction {
    SUM,
    MAX,
    MIN
  }

  /** Values that the caller binds before each run. */
  record Input(String name) implements Op {
    public Input {
      Objects.requireNonNull(name);
    }
  }

  /** Values that live in a {@link State} from run to run, and that a program may update. */
  record Parameter(String name) implements Op {
    public Parameter {
      Objects.requireNonNull(name);
    }
  }

  /** The same number everywhere. */
  record Fill(float value) implements Op {}

  /** Given numbers. */
  record Constant(NDArray value) implements Op {}

  /**
   * Uniform draws from [0, 1), multiples of 2^-24. Element i of a draw depends only on the run's
   * seed, the run's step, {@code stream} and i.
   */
  record RandomUniform(int stream) implements Op {}

  /** One function of each number. */
  record Unary(UnaryFunction function) implements Op {}

  /** One function of two numbers at the same place; both inputs have the same shape. */
  record Binary(BinaryFunction function) implements Op {}

  /** Inputs (condition, a, b): a where the condition is not 0, else b. */
  record Select() implements Op {}

  /** Matrix product of two matrices, either read transposed. */
  record MatMul(boolean transposeA, boolean transposeB) implements Op {}

  /** Inputs (x [B, H, W, C], w [KH, KW, C / groups, O]): see {@link Convolutions#conv2d}. */
  record Conv2d(ConvGeometry geometry) implements Op {}

  /** Inputs (dy [B, OH, OW, O], w): see {@link Convolutions#conv2dInputGradient}. */
  record Conv2dInputGradient(ConvGeometry geometry) implements Op {}

  /** Inputs (x, dy): see {@link Convolutions#conv2dWeightGradient}. */
  record Conv2dWeightGradient(ConvGeometry geometry) implements Op {}

  /** Combines numbers along the given axes (ascending), which then have length 1. */
  record Reduce(Reduction reduction, List<Integer> axes) implements Op {
    public Reduce {
      axes = List.copyOf(axes);
    }
  }

  /** Repeats axes of length 1 to the output's length; the rank stays. */
  record Broadcast() implements Op {}

  /** The same numbers in row-major order under another shape. */
  record Reshape() implements Op {}

  /** Output axis i is input axis permutation[i]. */
  record Transpose(List<Integer> permutation) implements Op {
    public Transpose {
      permutation = List.copyOf(permutation);
    }
  }

  /** The block that begins at {@code starts} and has the output's shape. */
  record Slice(List<Integer> starts) implements Op {
    public Slice {
      starts = List.copyOf(starts);
    }
  }

  /**
   * Zeros around the input: {@code before} numbers of them ahead on each axis, and as many behind
   * as the output's shape leaves.
   */
  record Pad(List<Integer> before) implements Op {
    public Pad {
      before = List.copyOf(before);
    }
  }

  /** Joins the inputs along an axis. */
  record Concat(int axis) implements Op {}

  /** Inputs (table [N, ...], rows I32 [B]): output [B, ...] whose row i is table[rows[i]]. */
  record Gather() implements Op {}

  /**
   * Inputs (values [B, ...], rows I32 [B]): output [N, ...], zero but for the sums of the rows sent
   * there, added in order of B.
   */
  record ScatterAdd() implements Op {}

  /**
   * Whole numbers (F32) as I32, to be row numbers; a number that is none, or beyond the bounds of
   * I32, fails the run.
   */
  record RowNumbers() implements Op {}

  /**
   * Position (I32) of the largest or smallest number along an axis, the first one among equals; the
   * axis then has length 1.
   */
  record ArgReduce(Reduction reduction, int axis) implements Op {}

  /**
   * 1 where a number is among the {@code k} largest of its row (its last axis), else 0; among
   * equals the first ones win.
   */
  record TopKMask(int k) implements Op {}

  /** Recurrent cells, with PyTorch's order of gates. */
  enum Cell {
    /** Hochreiter and Schmidhuber (1997), with a forget gate; gates i, f, g, o. */
    LSTM(4),
    /** Cho et al. (2014), the reset gate applied after the product; gates r, z, n. */
    GRU(3);

    private final int gates;

    Cell(int gates) {
      this.gates = gates;
    }

    /** Blocks of H columns in the projected inputs and in the weight of the hidden state. */
    public int gates() {
      return gates;
    }
  }

  /**
   * A recurrent cell over {@code steps} steps of a batch; with G gates, inputs (projected [steps or
   * 1, B, G H], weight [H, G H], bias [G H], for a GRU the new gate's hidden bias [H], hidden [B,
   * H], for an LSTM cell [B, H], with {@code lengths} row lengths I32 [B]). The output is flat;
   * {@link RecurrenceLayout} tells its parts. Made by {@link Recurrence}.
   *
   * @param reverse whether time runs from the last step to the first
   * @param lengths whether rows have lengths of their own; beyond it a row's state stands still
   */
  record Recurrent(Cell cell, int steps, boolean reverse, boolean lengths) implements Op {}

  /**
   * The derivatives of a {@link Recurrent}: inputs (its output, its weight transposed [G H, H],
   * with {@code outputs} d(all hidden states) [steps, B, H], d(last hidden) [B, H], for an LSTM
   * d(last cell) [B, H], with lengths those). The output is flat; {@link RecurrenceLayout} tells
   * its parts.
   */
  record RecurrentGradient(Recurrent of, boolean outputs) implements Op {}

  /**
   * Inputs (x, v), both [B, H, W, C]: output [B, OH, OW, C], for each window the v that stands
   * where x is largest, the first one among equals. With v = x this is max pooling.
   */
  record MaxPool(PoolWindow window) implements Op {}

  /**
   * Inputs (x [B, H, W, C], v [B, OH, OW, C]): output [B, H, W, C], zero but for the sums of the v
   * whose windows have their largest x there. The derivative of {@link MaxPool} by its v.
   */
  record MaxUnpool(PoolWindow window) implements Op {}

  /** A constant matrix times an axis; the axis then has the length of the matrix's rows. */
  record AlongAxis(int axis, SparseMatrix matrix) implements Op {}
}
