package dev.hourglass.engine;

import dev.hourglass.engine.Op.BinaryFunction;
import dev.hourglass.engine.Op.Reduction;
import dev.hourglass.engine.Op.UnaryFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes tensors, and refuses shapes that do not fit. Functions of two or three tensors broadcast
 * like NumPy: shapes are aligned at their last axes, and an axis of length 1 or a missing one is
 * repeated.
 */
public final class Tensors {
  private Tensors() {}

  public static Tensor input(String name, int... dims) {
    return new Tensor(new Op.Input(name), List.of(), Shape.of(dims), DType.F32);
  }

  /** Row numbers or positions that the caller binds before each run. */
  public static Tensor intInput(String name, int... dims) {
    return new Tensor(new Op.Input(name), List.of(), Shape.of(dims), DType.I32);
  }

  public static Tensor parameter(String name, int... dims) {
    return new Tensor(new Op.Parameter(name), List.of(), Shape.of(dims), DType.F32);
  }

  public static Tensor constant(NDArray value) {
    return new Tensor(new Op.Constant(value), List.of(), value.shape(), DType.F32);
  }

  /** The same number everywhere; a scalar where no dims are given. */
  public static Tensor fill(double value, int... dims) {
    return new Tensor(new Op.Fill((float) value), List.of(), Shape.of(dims), DType.F32);
  }

  /** Uniform draws from [0, 1); draws of different streams are independent. */
  public static Tensor randomUniform(int stream, int... dims) {
    return new Tensor(new Op.RandomUniform(stream), List.of(), Shape.of(dims), DType.F32);
  }

  /**
   * Standard normal draws (Box and Muller, 1958) from streams 2 * {@code stream} and 2 * {@code
   * stream} + 1 above 2^20.
   */
  public static Tensor randomNormal(int stream, int... dims) {
    Tensor u = randomUniform((1 << 20) + 2 * stream, dims);
    Tensor v = randomUniform((1 << 20) + 2 * stream + 1, dims);
    Tensor radius = sqrt(mul(fill(-2), log(sub(fill(1), u))));
    return mul(radius, cos(mul(fill(2 * Math.PI), v)));
  }

  /** -x. */
  public static Tensor neg(Tensor x) {
    return unary(UnaryFunction.NEG, x);
  }

  /** e^x. */
  public static Tensor exp(Tensor x) {
    return unary(UnaryFunction.EXP, x);
  }

  /** natural logarithm. */
  public static Tensor log(Tensor x) {
    return unary(UnaryFunction.LOG, x);
  }

  /** log(1 + x), exact for small x. */
  public static Tensor log1p(Tensor x) {
    return unary(UnaryFunction.LOG1P, x);
  }

  /** e^x - 1, exact for small x. */
  public static Tensor expm1(Tensor x) {
    return unary(UnaryFunction.EXPM1, x);
  }

  /** square root. */
  public static Tensor sqrt(Tensor x) {
    return unary(UnaryFunction.SQRT, x);
  }

  /** 1 / sqrt(x). */
  public static Tensor rsqrt(Tensor x) {
    return unary(UnaryFunction.RSQRT, x);
  }

  /** hyperbolic tangent. */
  public static Tensor tanh(Tensor x) {
    return unary(UnaryFunction.TANH, x);
  }

  /** 1 / (1 + e^-x). */
  public static Tensor sigmoid(Tensor x) {
    return unary(UnaryFunction.SIGMOID, x);
  }

  /** log(1 + e^x), without overflow. */
  public static Tensor softplus(Tensor x) {
    return unary(UnaryFunction.SOFTPLUS, x);
  }

  /** error function. */
  public static Tensor erf(Tensor x) {
    return unary(UnaryFunction.ERF, x);
  }

  /** |x|. */
  public static Tensor abs(Tensor x) {
    return unary(UnaryFunction.ABS, x);
  }

  /** -1, 0 or 1. */
  public static Tensor sign(Tensor x) {
    return unary(UnaryFunction.SIGN, x);
  }

  /** largest integer not above x. */
  public static Tensor floor(Tensor x) {
    return unary(UnaryFunction.FLOOR, x);
  }

  /** sine, x in radians. */
  public static Tensor sin(Tensor x) {
    return unary(UnaryFunction.SIN, x);
  }

  /** cosine, x in radians. */
  public static Tensor cos(Tensor x) {
    return unary(UnaryFunction.COS, x);
  }

  public static Tensor add(Tensor a, Tensor b) {
    return binary(BinaryFunction.ADD, a, b);
  }

  public static Tensor sub(Tensor a, Tensor b) {
    return binary(BinaryFunction.SUB, a, b);
  }

  public static Tensor mul(Tensor a, Tensor b) {
    return binary(BinaryFunction.MUL, a, b);
  }

  public static Tensor div(Tensor a, Tensor b) {
    return binary(BinaryFunction.DIV, a, b);
  }

  public static Tensor min(Tensor a, Tensor b) {
    return binary(BinaryFunction.MIN, a, b);
  }

  public static Tensor max(Tensor a, Tensor b) {
    return binary(BinaryFunction.MAX, a, b);
  }

  public static Tensor pow(Tensor a, Tensor b) {
    return binary(BinaryFunction.POW, a, b);
  }

  public static Tensor lt(Tensor a, Tensor b) {
    return binary(BinaryFunction.LT, a, b);
  }

  public static Tensor le(Tensor a, Tensor b) {
    return binary(BinaryFunction.LE, a, b);
  }

  public static Tensor gt(Tensor a, Tensor b) {
    return binary(BinaryFunction.GT, a, b);
  }

  public static Tensor ge(Tensor a, Tensor b) {
    return binary(BinaryFunction.GE, a, b);
  }

  public static Tensor eq(Tensor a, Tensor b) {
    return binary(BinaryFunction.EQ, a, b);
  }

  public static Tensor ne(Tensor a, Tensor b) {
    return binary(BinaryFunction.NE, a, b);
  }

  public static Tensor square(Tensor x) {
    return mul(x, x);
  }

  /** a where the condition is not 0, else b. */
  public static Tensor select(Tensor condition, Tensor a, Tensor b) {
    Shape shape =
        commonShape(commonShape(condition.shape(), a.shape(), "select"), b.shape(), "select");
    return f32(
        new Op.Select(),
        shape,
        broadcast(condition, shape),
        broadcast(a, shape),
        broadcast(b, shape));
  }

  public static Tensor matmul(Tensor a, Tensor b) {
    return matmul(a, false, b, false);
  }

  /** (M, K) times (K, N), each after its transposition where asked for. */
  public static Tensor matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
    if (a.shape().rank() != 2
        || b.shape().rank() != 2
        || a.dim(transposeA ? 0 : 1) != b.dim(transposeB ? 1 : 0)) {
      throw new ShapeException(
          "matmul: cannot multiply %s%s by %s%s"
              .formatted(
                  a.shape(),
                  transposeA ? " transposed" : "",
                  b.shape(),
                  transposeB ? " transposed" : ""));
    }
    Shape shape = Shape.of(a.dim(transposeA ? 1 : 0), b.dim(transposeB ? 0 : 1));
    return f32(new Op.MatMul(transposeA, transposeB), shape, a, b);
  }

  /** Sum over axes (all of them where none is given), which stay with length 1. */
  public static Tensor sum(Tensor x, int... axes) {
    return reduce(Reduction.SUM, x, axes);
  }

  public static Tensor max(Tensor x, int... axes) {
    return reduce(Reduction.MAX, x, axes);
  }

  public static Tensor min(Tensor x, int... axes) {
    return reduce(Reduction.MIN, x, axes);
  }

  public static Tensor mean(Tensor x, int... axes) {
    Tensor total = sum(x, axes);
    return mul(total, fill((double) total.shape().size() / x.shape().size()));
  }

  /** Mean of all numbers as a scalar of rank 0. */
  public static Tensor meanAll(Tensor x) {
    return reshape(mean(x));
  }

  /** Sum of all numbers as a scalar of rank 0. */
  public static Tensor sumAll(Tensor x) {
    return reshape(sum(x));
  }

  private static Tensor reduce(Reduction reduction, Tensor x, int... axes) {
    int rank = x.shape().rank();
    boolean[] reduced = new boolean[rank];
    for (int axis : axes) {
      reduced[checkedAxis(axis, x.shape(), "reduce")] = true;
    }
    if (axes.length == 0) {
      Arrays.fill(reduced, true);
    }
    int[] dims = x.shape().toArray();
    List<Integer> sorted = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      if (reduced[i]) {
        dims[i] = 1;
        sorted.add(i);
      }
    }
    return sorted.isEmpty() ? x : f32(new Op.Reduce(reduction, sorted), Shape.of(dims), x);
  }

  /**
   * Position of the largest number along an axis (I32), the first among equals; the axis stays with
   * length 1.
   */
  public static Tensor argmax(Tensor x, int axis) {
    return argReduce(Reduction.MAX, x, axis);
  }

  public static Tensor argmin(Tensor x, int axis) {
    return argReduce(Reduction.MIN, x, axis);
  }

  private static Tensor argReduce(Reduction reduction, Tensor x, int axis) {
    int a = checkedAxis(axis, x.shape(), "argmax");
    int[] dims = x.shape().toArray();
    dims[a] = 1;
    return new Tensor(new Op.ArgReduce(reduction, a), List.of(x), Shape.of(dims), DType.I32);
  }

  /**
   * 1 where a number of x (..., n) is among the {@code k} largest of its row, else 0; among equals
   * the first ones win. Its derivative is 0: multiply x by it, and gradients pass through the kept
   * numbers only.
   *
   * @param k 1 to n
   */
  public static Tensor topKMask(Tensor x, int k) {
    int n = x.shape().rank() == 0 ? 0 : x.dim(-1);
    if (k < 1 || k > n) {
      throw new ShapeException(
          "topKMask: k must be 1 to %d, the length of a row, got %d".formatted(n, k));
    }
    return f32(new Op.TopKMask(k), x.shape(), x);
  }

  /** Repeats missing axes and those of length 1 until the shape is reached. */
  public static Tensor broadcast(Tensor x, Shape shape) {
    if (x.shape().equals(shape)) {
      return x;
    }
    if (!commonShape(x.shape(), shape, "broadcast").equals(shape)) {
      throw new ShapeException("broadcast: %s does not spread to %s".formatted(x.shape(), shape));
    }
    int[] aligned = new int[shape.rank()];
    Arrays.fill(aligned, 1);
    int missing = shape.rank() - x.shape().rank();
    for (int i = 0; i < x.shape().rank(); i++) {
      aligned[missing + i] = x.dim(i);
    }
    Tensor same = reshape(x, aligned);
    return same.shape().equals(shape) ? same : f32(new Op.Broadcast(), shape, same);
  }

  public static Tensor reshape(Tensor x, int... dims) {
    Shape shape = Shape.of(dims);
    if (shape.size() != x.shape().size()) {
      throw new ShapeException(
          "reshape: %s holds %d numbers, %s holds %d"
              .formatted(x.shape(), x.shape().size(), shape, shape.size()));
    }
    return shape.equals(x.shape()) ? x : new Tensor(new Op.Reshape(), List.of(x), shape, x.type());
  }

  /** Output axis i is input axis permutation[i]. */
  public static Tensor transpose(Tensor x, int... permutation) {
    int rank = x.shape().rank();
    int[] dims = new int[rank];
    boolean[] seen = new boolean[rank];
    if (permutation.length != rank) {
      throw new ShapeException(
          "transpose: %s needs %d axes, got %s"
              .formatted(x.shape(), rank, Arrays.toString(permutation)));
    }
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int p = checkedAxis(permutation[i], x.shape(), "transpose");
      if (seen[p]) {
        throw new ShapeException("transpose: axis named twice in " + Arrays.toString(permutation));
      }
      seen[p] = true;
      dims[i] = x.dim(p);
      axes.add(p);
    }
    return f32(new Op.Transpose(axes), Shape.of(dims), x);
  }

  /** The block of shape {@code sizes} that begins at {@code starts}. */
  public static Tensor slice(Tensor x, int[] starts, int[] sizes) {
    int rank = x.shape().rank();
    boolean fits = starts.length == rank && sizes.length == rank;
    for (int i = 0; fits && i < rank; i++) {
      fits = starts[i] >= 0 && sizes[i] >= 1 && starts[i] <= x.dim(i) - sizes[i];
    }
    if (!fits) {
      throw new ShapeException(
          "slice: no block of %s at %s in %s"
              .formatted(Arrays.toString(sizes), Arrays.toString(starts), x.shape()));
    }
    Shape shape = Shape.of(sizes);
    return shape.equals(x.shape()) ? x : f32(new Op.Slice(boxed(starts)), shape, x);
  }

  /** Zeros around: {@code before} and {@code after} of them on each axis. */
  public static Tensor pad(Tensor x, int[] before, int[] after) {
    int rank = x.shape().rank();
    if (before.length != rank || after.length != rank) {
      throw new ShapeException(
          "pad: %s has %d axes, got %d before and %d after"
              .formatted(x.shape(), rank, before.length, after.length));
    }
    int[] dims = new int[rank];
    for (int i = 0; i < rank; i++) {
      if (before[i] < 0 || after[i] < 0) {
        throw new ShapeException(
            "pad: lengths must not be negative, got %s and %s"
                .formatted(Arrays.toString(before), Arrays.toString(after)));
      }
      dims[i] = before[i] + x.dim(i) + after[i];
    }
    Shape shape = Shape.of(dims);
    return shape.equals(x.shape()) ? x : f32(new Op.Pad(boxed(before)), shape, x);
  }

  public static Tensor concat(int axis, List<Tensor> parts) {
    if (parts.isEmpty()) {
      throw new ShapeException("concat: nothing to join");
    }
    Shape first = parts.getFirst().shape();
    int a = checkedAxis(axis, first, "concat");
    int[] dims = first.toArray();
    dims[a] = 0;
    for (Tensor part : parts) {
      int[] other = part.shape().toArray();
      boolean fits = other.length == dims.length;
      for (int i = 0; fits && i < dims.length; i++) {
        fits = i == a || other[i] == dims[i];
      }
      if (!fits) {
        throw new ShapeException(
            "concat: %s and %s differ beside axis %d".formatted(first, part.shape(), a));
      }
      dims[a] += other[a];
    }
    return parts.size() == 1
        ? parts.getFirst()
        : f32(new Op.Concat(a), Shape.of(dims), parts.toArray(Tensor[]::new));
  }

  /**
   * Rows of a table [N, ...] by row numbers (I32 [B]): [B, ...]. A row number outside the table
   * fails the run.
   */
  public static Tensor gather(Tensor table, Tensor rows) {
    int[] dims = rowsChecked(table, rows, "gather");
    dims[0] = rows.dim(0);
    return f32(new Op.Gather(), Shape.of(dims), table, rows);
  }

  /**
   * Adds the rows of values [B, ...] into {@code size} zero rows, each where its row number (I32
   * [B]) says.
   */
  public static Tensor scatterAdd(Tensor values, Tensor rows, int size) {
    int[] dims = rowsChecked(values, rows, "scatterAdd");
    if (dims[0] != rows.dim(0)) {
      throw new ShapeException(
          "scatterAdd: values %s and rows %s differ in length"
              .formatted(values.shape(), rows.shape()));
    }
    dims[0] = size;
    return f32(new Op.ScatterAdd(), Shape.of(dims), values, rows);
  }

  /**
   * Whole numbers x as row numbers (I32), of the same shape; a number that is not whole, or outside
   * ±2^31, fails the run. Its derivative is 0.
   */
  public static Tensor rowNumbers(Tensor x) {
    Tensor checked = f32(new Op.RowNumbers(), x.shape(), x);
    return new Tensor(checked.op(), checked.inputs(), x.shape(), DType.I32);
  }

  private static int[] rowsChecked(Tensor table, Tensor rows, String what) {
    if (table.shape().rank() < 1 || rows.shape().rank() != 1 || rows.type() != DType.I32) {
      throw new ShapeException(
          "%s: needs [N, ...] and I32 [B], got %s and %s %s"
              .formatted(what, table.shape(), rows.type(), rows.shape()));
    }
    return table.shape().toArray();
  }

  private static Tensor unary(UnaryFunction function, Tensor x) {
    return f32(new Op.Unary(function), x.shape(), x);
  }

  private static Tensor binary(BinaryFunction function, Tensor a, Tensor b) {
    Shape shape =
        commonShape(a.shape(), b.shape(), function.name().toLowerCase(java.util.Locale.ROOT));
    return f32(new Op.Binary(function), shape, broadcast(a, shape), broadcast(b, shape));
  }

  /**
   * A node of the same operation over other inputs of the same shapes, for passes that rewrite
   * graphs.
   */
  public static Tensor withInputs(Tensor node, List<Tensor> inputs) {
    boolean pointwise =
        node.op() instanceof Op.Unary
            || node.op() instanceof Op.Binary
            || node.op() instanceof Op.Select;
    Shape shape = pointwise ? inputs.getFirst().shape() : node.shape();
    return new Tensor(node.op(), inputs, shape, node.type());
  }

  private static Tensor f32(Op op, Shape shape, Tensor... inputs) {
    for (int i = 0; i < inputs.length; i++) {
      boolean rows = i == 1 && (op instanceof Op.Gather || op instanceof Op.ScatterAdd);
      if (!rows && inputs[i].type() != DType.F32) {
        throw new ShapeException(
            "%s: input %d must be F32, got %s %s"
                .formatted(op, i, inputs[i].type(), inputs[i].shape()));
      }
    }
    return new Tensor(op, List.of(inputs), shape, DType.F32);
  }

  private static Shape commonShape(Shape a, Shape b, String what) {
    int rank = Math.max(a.rank(), b.rank());
    int[] dims = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int p = i <= a.rank() ? a.dim(-i) : 1;
      int q = i <= b.rank() ? b.dim(-i) : 1;
      if (p != q && p != 1 && q != 1) {
        throw new ShapeException("%s: shapes %s and %s do not fit".formatted(what, a, b));
      }
      dims[rank - i] = Math.max(p, q);
    }
    return Shape.of(dims);
  }

  private static int checkedAxis(int axis, Shape shape, String what) {
    int a = axis < 0 ? axis + shape.rank() : axis;
    if (a < 0 || a >= shape.rank()) {
      throw new ShapeException("%s: %s has no axis %d".formatted(what, shape, axis));
    }
    return a;
  }

  private static List<Integer> boxed(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
