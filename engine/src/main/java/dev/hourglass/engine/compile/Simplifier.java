package dev.hourglass.engine.compile;

import dev.hourglass.engine.DType;
import dev.hourglass.engine.Op;
import dev.hourglass.engine.Op.BinaryFunction;
import dev.hourglass.engine.Op.UnaryFunction;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a graph into a smaller one of the same values: constants are folded, neutral operations
 * dropped, equal operations made one, reductions split into those of rows and those of columns.
 * Zero times anything is zero here, also where the other is infinite or NaN: such a product comes
 * from a derivative that is zero everywhere.
 */
final class Simplifier {
  private final Map<Tensor, Tensor> rewritten = new HashMap<>();
  private final Map<Key, Tensor> known = new HashMap<>();

  /** Tensors with equal keys are the same; inputs count by identity. */
  private record Key(Op op, List<Integer> inputs, Shape shape, DType type) {}

  private final Map<Tensor, Integer> numbers = new HashMap<>();

  Tensor simplify(Tensor root) {
    for (Tensor t : ProgramCompiler.order(List.of(root))) {
      if (!rewritten.containsKey(t)) {
        rewritten.put(t, step(t));
      }
    }
    return rewritten.getOrDefault(root, root);
  }

  private Tensor step(Tensor t) {
    if (t.op() instanceof Op.Input
        || t.op() instanceof Op.Parameter
        || t.op() instanceof Op.Constant) {
      return t;
    }
    List<Tensor> inputs = t.inputs().stream().map(x -> rewritten.getOrDefault(x, x)).toList();
    boolean same = true;
    for (int i = 0; i < inputs.size(); i++) {
      same &= inputs.get(i) == t.input(i);
    }
    Tensor now = same ? t : Tensors.withInputs(t, inputs);
    Tensor smaller = rule(now);
    return smaller == null ? unique(now) : smaller;
  }

  /** The one tensor that stands for all like it. */
  private Tensor unique(Tensor t) {
    List<Integer> inputs = t.inputs().stream().map(this::number).toList();
    return known.computeIfAbsent(new Key(t.op(), inputs, t.shape(), t.type()), k -> t);
  }

  private int number(Tensor t) {
    return numbers.computeIfAbsent(t, k -> numbers.size());
  }

  /** A simpler tensor of the same values, or null. */
  private @Nullable Tensor rule(Tensor t) {
    return switch (t.op()) {
      case Op.Unary(var f) -> unary(f, t);
      case Op.Binary(var f) -> binary(f, t);
      case Op.Select _ -> select(t);
      case Op.Broadcast _, Op.Reshape _ -> respread(t);
      case Op.Reduce r -> reduce(r, t);
      case Op.Transpose(var permutation) -> transpose(permutation, t);
      case Op.MatMul m -> product(m, t);
      case Op.Slice _ -> {
        Float fill = filled(t.input(0));
        yield fill == null ? null : fill(fill, t.shape());
      }
      case Op.Input _,
          Op.Parameter _,
          Op.Fill _,
          Op.Constant _,
          Op.RandomUniform _,
          Op.Conv2d _,
          Op.Conv2dInputGradient _,
          Op.Conv2dWeightGradient _,
          Op.Pad _,
          Op.Concat _,
          Op.Gather _,
          Op.ScatterAdd _,
          Op.RowNumbers _,
          Op.Recurrent _,
          Op.RecurrentGradient _,
          Op.TopKMask _,
          Op.ArgReduce _,
          Op.MaxPool _,
          Op.MaxUnpool _,
          Op.AlongAxis _ ->
          null;
    };
  }

  private Tensor fill(float value, Shape shape) {
    return unique(Tensors.fill(value, shape.toArray()));
  }

  /** The number that fills the tensor, or null. */
  private static @Nullable Float filled(Tensor t) {
    return t.op() instanceof Op.Fill(float value) ? (Float) value : null;
  }

  private @Nullable Tensor unary(UnaryFunction f, Tensor t) {
    Tensor x = t.input(0);
    Float c = filled(x);
    if (f == UnaryFunction.NEG) {
      if (c != null) {
        return fill(-c, t.shape());
      }
      return x.op() instanceof Op.Unary(var inner) && inner == UnaryFunction.NEG
          ? x.input(0)
          : null;
    }
    if (c == null) {
      return null;
    }
    return switch (f) {
      case ABS -> fill(Math.abs(c), t.shape());
      case SQRT -> fill((float) Math.sqrt(c), t.shape());
      case FLOOR -> fill((float) Math.floor(c), t.shape());
      default -> null;
    };
  }

  private @Nullable Tensor binary(BinaryFunction f, Tensor t) {
    Tensor a = t.input(0);
    Tensor b = t.input(1);
    Float p = filled(a);
    Float q = filled(b);
    return switch (f) {
      case ADD ->
          a == b && p == null
              ? again(Tensors.mul(fill(2, t.shape()), a))
              : p != null && q != null
                  ? fill(p + q, t.shape())
                  : is(q, 0) ? a : is(p, 0) ? b : null;
      case SUB ->
          p != null && q != null
              ? fill(p - q, t.shape())
              : is(q, 0) ? a : is(p, 0) ? again(Tensors.neg(b)) : null;
      case MUL -> {
        if (p != null && q != null) {
          yield fill(p * q, t.shape());
        }
        if (is(p, 0) || is(q, 0)) {
          yield fill(0, t.shape());
        }
        yield is(q, 1)
            ? a
            : is(p, 1)
                ? b
                : is(q, -1)
                    ? again(Tensors.neg(a))
                    : is(p, -1) ? again(Tensors.neg(b)) : scaled(p, q, a, b);
      }
      case DIV ->
          p != null && q != null
              ? fill(p / q, t.shape())
              : is(q, 1) ? a : is(p, 0) ? fill(0, t.shape()) : null;
      case MIN, MAX, POW, LT, LE, GT, GE, EQ, NE -> null;
    };
  }

  /**
   * c * (d * x) is (c * d) * x where c and d are powers of two, so that nothing is rounded
   * otherwise.
   */
  private @Nullable Tensor scaled(@Nullable Float p, @Nullable Float q, Tensor a, Tensor b) {
    Float outer = p == null ? q : p;
    Tensor x = p == null ? a : b;
    if (outer == null
        || !powerOfTwo(outer)
        || !(x.op() instanceof Op.Binary(var f))
        || f != BinaryFunction.MUL) {
      return null;
    }
    for (int i = 0; i < 2; i++) {
      Float inner = filled(x.input(i));
      if (inner != null) {
        return again(Tensors.mul(fill(outer * inner, x.shape()), x.input(1 - i)));
      }
    }
    return null;
  }

  private static boolean powerOfTwo(float x) {
    return (Float.floatToIntBits(x) & 0x7FFFFF) == 0
        && Math.abs(x) > 0x1p-20f
        && Math.abs(x) < 0x1p20f;
  }

  private static boolean is(@Nullable Float value, float wanted) {
    return value != null && value == wanted;
  }

  /** A tensor made by a rule, itself simplified. */
  private Tensor again(Tensor t) {
    Tensor smaller = rule(t);
    return smaller == null ? unique(t) : smaller;
  }

  private @Nullable Tensor select(Tensor t) {
    Float condition = filled(t.input(0));
    if (t.input(1) == t.input(2)) {
      return t.input(1);
    }
    return condition == null ? null : t.input(condition != 0 ? 1 : 2);
  }

  private @Nullable Tensor respread(Tensor t) {
    Tensor x = t.input(0);
    Float c = filled(x);
    if (c != null) {
      return fill(c, t.shape());
    }
    if (x.shape().equals(t.shape())) {
      return x;
    }
    return t.op() instanceof Op.Reshape && x.op() instanceof Op.Reshape
        ? again(Tensors.reshape(x.input(0), t.shape().toArray()))
        : null;
  }

  /**
   * Splits a reduction: first whole rows, then, over the few numbers left, columns. So a large
   * reduction is shared by the threads and can ride on the kernel that makes its rows.
   */
  private @Nullable Tensor reduce(Op.Reduce op, Tensor t) {
    Tensor x = t.input(0);
    Tensor factored = op.reduction() == Op.Reduction.SUM ? factored(x, op.axes()) : null;
    if (factored != null) {
      return factored;
    }
    List<Integer> axes = new ArrayList<>(op.axes());
    axes.removeIf(a -> x.dim(a) == 1);
    if (axes.isEmpty()) {
      return x.shape().equals(t.shape()) ? x : again(Tensors.reshape(x, t.shape().toArray()));
    }
    if (axes.size() == 1) {
      return axes.size() == op.axes().size() ? null : one(op.reduction(), x, axes.getFirst());
    }
    Tensor y = x;
    for (int axis : axes.reversed()) {
      y = one(op.reduction(), y, axis);
    }
    return y;
  }

  /** A sum with the factor in front that is the same for all numbers added, or null. */
  private @Nullable Tensor factored(Tensor x, List<Integer> summed) {
    int[] axes = summed.stream().mapToInt(Integer::intValue).toArray();
    if (x.op() instanceof Op.Unary(var f) && f == UnaryFunction.NEG) {
      return again(Tensors.neg(again(Tensors.sum(x.input(0), axes))));
    }
    if (!(x.op() instanceof Op.Binary(var f)) || f != BinaryFunction.MUL) {
      return null;
    }
    for (int i = 0; i < 2; i++) {
      Tensor factor = x.input(i);
      boolean broadcast =
          factor.op() instanceof Op.Broadcast
              && summed.stream().allMatch(a -> factor.input(0).dim(a) == 1);
      if (broadcast || filled(factor) != null) {
        Tensor sum = again(Tensors.sum(x.input(1 - i), axes));
        Tensor inFront =
            broadcast
                ? spread(factor.input(0), sum.shape())
                : fill(Objects.requireNonNull(filled(factor)), sum.shape());
        return again(Tensors.mul(inFront, sum));
      }
    }
    return null;
  }

  private Tensor spread(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : again(Tensors.broadcast(x, shape));
  }

  private Tensor one(Op.Reduction reduction, Tensor x, int axis) {
    return unique(
        switch (reduction) {
          case SUM -> Tensors.sum(x, axis);
          case MAX -> Tensors.max(x, axis);
          case MIN -> Tensors.min(x, axis);
        });
  }

  private @Nullable Tensor transpose(List<Integer> permutation, Tensor t) {
    boolean identity = true;
    for (int i = 0; i < permutation.size(); i++) {
      identity &= permutation.get(i) == i;
    }
    if (identity) {
      return t.input(0);
    }
    if (t.input(0).op() instanceof Op.Transpose(var inner)) {
      int[] both = permutation.stream().mapToInt(inner::get).toArray();
      return again(Tensors.transpose(t.input(0).input(0), both));
    }
    return null;
  }

  private @Nullable Tensor product(Op.MatMul op, Tensor t) {
    Tensor a = t.input(0);
    Tensor b = t.input(1);
    boolean swapA = a.op() instanceof Op.Transpose;
    boolean swapB = b.op() instanceof Op.Transpose;
    if (!swapA && !swapB) {
      return null;
    }
    return unique(
        Tensors.matmul(
            swapA ? a.input(0) : a,
            op.transposeA() ^ swapA,
            swapB ? b.input(0) : b,
            op.transposeB() ^ swapB));
  }
}
