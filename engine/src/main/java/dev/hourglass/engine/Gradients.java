package dev.hourglass.engine;

import static dev.hourglass.engine.Convolutions.conv2d;
import static dev.hourglass.engine.Convolutions.conv2dInputGradient;
import static dev.hourglass.engine.Convolutions.conv2dWeightGradient;
import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.broadcast;
import static dev.hourglass.engine.Tensors.cos;
import static dev.hourglass.engine.Tensors.div;
import static dev.hourglass.engine.Tensors.eq;
import static dev.hourglass.engine.Tensors.exp;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.gather;
import static dev.hourglass.engine.Tensors.gt;
import static dev.hourglass.engine.Tensors.log;
import static dev.hourglass.engine.Tensors.lt;
import static dev.hourglass.engine.Tensors.matmul;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.neg;
import static dev.hourglass.engine.Tensors.pad;
import static dev.hourglass.engine.Tensors.pow;
import static dev.hourglass.engine.Tensors.reshape;
import static dev.hourglass.engine.Tensors.scatterAdd;
import static dev.hourglass.engine.Tensors.select;
import static dev.hourglass.engine.Tensors.sigmoid;
import static dev.hourglass.engine.Tensors.sign;
import static dev.hourglass.engine.Tensors.sin;
import static dev.hourglass.engine.Tensors.slice;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;
import static dev.hourglass.engine.Tensors.sum;
import static dev.hourglass.engine.Tensors.transpose;

import dev.hourglass.engine.Op.BinaryFunction;
import dev.hourglass.engine.Op.UnaryFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reverse-mode differentiation of a graph, which yields a graph, and so can be differentiated
 * again. At a tie of {@code min} or {@code max} each side gets half, and in a reduction the tied
 * numbers share equally. Steps (comparisons, sign, floor, the mask of the largest) have derivative
 * 0 everywhere, as has a power by its exponent where the base is not above 0.
 */
public final class Gradients {
  private static final Tensor ONE = fill(1);
  private static final Tensor ZERO = fill(0);
  private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

  private Gradients() {}

  /**
   * The derivatives of a scalar with respect to tensors anywhere in its graph (leaves or
   * intermediate ones).
   *
   * @param loss a tensor of one number
   * @param wrt the tensors to differentiate by
   * @return for each of {@code wrt}, d(loss)/d(it), of its shape; zeros where the loss does not
   *     depend on it
   */
  public static List<Tensor> of(Tensor loss, List<Tensor> wrt) {
    if (loss.shape().size() != 1) {
      throw new ShapeException(
          "only a single number can be differentiated, got a tensor of shape " + loss.shape());
    }
    List<Tensor> ordered = ordered(loss);
    Set<Tensor> active = new HashSet<>(); // those that lead to some of wrt
    active.addAll(wrt);
    for (Tensor t : ordered) {
      if (t.inputs().stream().anyMatch(active::contains)) {
        active.add(t);
      }
    }
    Map<Tensor, Tensor> adjoints = new HashMap<>();
    adjoints.put(loss, fill(1, loss.shape().toArray()));
    for (Tensor y : ordered.reversed()) {
      Tensor dy = adjoints.get(y);
      if (dy == null || y.inputs().stream().noneMatch(active::contains)) {
        continue;
      }
      List<Tensor> dx = gradients(y, dy);
      for (int i = 0; i < dx.size(); i++) {
        if (active.contains(y.input(i)) && !isZero(dx.get(i))) {
          adjoints.merge(y.input(i), dx.get(i), Tensors::add);
        }
      }
    }
    List<Tensor> result = new ArrayList<>();
    for (Tensor t : wrt) {
      Tensor known = adjoints.get(t);
      result.add(known == null ? fill(0, t.shape().toArray()) : known);
    }
    return result;
  }

  /** Nothing is passed on from there: 0 times an infinite derivative would not be 0. */
  private static boolean isZero(Tensor t) {
    return t.op() instanceof Op.Fill(float value) && value == 0;
  }

  /** Every tensor under the root, inputs first. */
  private static List<Tensor> ordered(Tensor root) {
    List<Tensor> ordered = new ArrayList<>();
    Set<Tensor> seen = new HashSet<>();
    List<Tensor> stack = new ArrayList<>(List.of(root));
    while (!stack.isEmpty()) {
      Tensor t = stack.getLast();
      List<Tensor> missing = t.inputs().stream().filter(x -> !seen.contains(x)).toList();
      if (missing.isEmpty()) {
        stack.removeLast();
        if (seen.add(t)) {
          ordered.add(t);
        }
      } else {
        stack.addAll(missing);
      }
    }
    return ordered;
  }

  /** {@code dy} is d(loss)/dy; returns d(loss)/dx for each F32 input x of y, in order. */
  private static List<Tensor> gradients(Tensor y, Tensor dy) {
    List<Tensor> x = y.inputs();
    return switch (y.op()) {
      case Op.Input _,
          Op.Parameter _,
          Op.Fill _,
          Op.Constant _,
          Op.RandomUniform _,
          Op.RowNumbers _,
          Op.ArgReduce _ ->
          List.of();
      case Op.TopKMask _ -> List.of(fill(0, y.shape().toArray()));
      case Op.Unary(var f) -> List.of(unary(f, x.get(0), y, dy));
      case Op.Binary(var f) -> binary(f, x.get(0), x.get(1), y, dy);
      case Op.Select _ ->
          List.of(
              fill(0, y.shape().toArray()), select(x.get(0), dy, ZERO), select(x.get(0), ZERO, dy));
      case Op.MatMul(boolean ta, boolean tb) -> product(x.get(0), ta, x.get(1), tb, dy);
      case Op.Conv2d(var g) ->
          List.of(
              conv2dInputGradient(dy, x.get(1), g, x.get(0).dim(1), x.get(0).dim(2)),
              conv2dWeightGradient(x.get(0), dy, g, x.get(1).dim(0), x.get(1).dim(1)));
      case Op.Conv2dInputGradient(var g) ->
          List.of(
              conv2d(dy, x.get(1), g),
              conv2dWeightGradient(dy, x.get(0), g, x.get(1).dim(0), x.get(1).dim(1)));
      case Op.Conv2dWeightGradient(var g) ->
          List.of(
              conv2dInputGradient(x.get(1), dy, g, x.get(0).dim(1), x.get(0).dim(2)),
              conv2d(x.get(0), dy, g));
      case Op.Reduce(var reduction, var axes) -> List.of(reduce(reduction, axes, x.get(0), y, dy));
      case Op.Broadcast _ -> List.of(unbroadcast(x.get(0).shape(), dy));
      case Op.Reshape _ -> List.of(reshape(dy, x.get(0).shape().toArray()));
      case Op.Transpose(var permutation) -> List.of(transpose(dy, inverse(permutation)));
      case Op.Slice(var starts) ->
          List.of(pad(dy, ints(starts), rest(x.get(0).shape(), starts, y.shape())));
      case Op.Pad(var before) -> List.of(slice(dy, ints(before), x.get(0).shape().toArray()));
      case Op.Concat(int axis) -> parts(x, axis, dy);
      case Op.Gather _ -> List.of(scatterAdd(dy, x.get(1), x.get(0).dim(0)));
      case Op.ScatterAdd _ -> List.of(gather(dy, x.get(1)));
      case Op.Recurrent r -> RecurrenceGradients.of(r, y, dy);
      case Op.RecurrentGradient _ -> throw RecurrenceGradients.noSecondDerivative();
      case Op.MaxPool(var w) -> List.of(zeros(x.get(0)), Pooling.maxUnpool(x.get(0), dy, w));
      case Op.MaxUnpool(var w) -> List.of(zeros(x.get(0)), Pooling.maxPool(x.get(0), dy, w));
      case Op.AlongAxis(int axis, var m) -> List.of(Pooling.alongAxis(dy, axis, m.transposed()));
    };
  }

  private static Tensor zeros(Tensor like) {
    return fill(0, like.shape().toArray());
  }

  private static Tensor unary(UnaryFunction f, Tensor x, Tensor y, Tensor dy) {
    return switch (f) {
      case NEG -> neg(dy);
      case EXP -> mul(dy, y);
      case LOG -> div(dy, x);
      case LOG1P -> div(dy, add(x, ONE));
      case EXPM1 -> mul(dy, add(y, ONE));
      case SQRT -> div(mul(dy, fill(0.5)), y);
      case RSQRT -> mul(mul(dy, fill(-0.5)), div(y, x));
      case TANH -> mul(dy, sub(ONE, square(y)));
      case SIGMOID -> mul(dy, mul(y, sub(ONE, y)));
      case SOFTPLUS -> mul(dy, sigmoid(x));
      case ERF -> mul(dy, mul(fill(TWO_OVER_SQRT_PI), exp(neg(square(x)))));
      case ABS -> mul(dy, sign(x));
      case SIGN, FLOOR -> fill(0, x.shape().toArray());
      case SIN -> mul(dy, cos(x));
      case COS -> neg(mul(dy, sin(x)));
    };
  }

  private static List<Tensor> binary(BinaryFunction f, Tensor a, Tensor b, Tensor y, Tensor dy) {
    return switch (f) {
      case ADD -> List.of(dy, dy);
      case SUB -> List.of(dy, neg(dy));
      case MUL -> List.of(mul(dy, b), mul(dy, a));
      case DIV -> List.of(div(dy, b), neg(mul(dy, div(y, b))));
      case MIN -> List.of(mul(dy, share(lt(a, b), a, b)), mul(dy, share(lt(b, a), a, b)));
      case MAX -> List.of(mul(dy, share(gt(a, b), a, b)), mul(dy, share(gt(b, a), a, b)));
      case POW ->
          List.of(
              powBase(a, b, dy),
              select(gt(a, ZERO), mul(dy, mul(y, log(select(gt(a, ZERO), a, ONE)))), ZERO));
      case LT, LE, GT, GE, EQ, NE ->
          List.of(fill(0, a.shape().toArray()), fill(0, b.shape().toArray()));
    };
  }

  /** 1 where the side wins, half at a tie. */
  private static Tensor share(Tensor wins, Tensor a, Tensor b) {
    return add(wins, mul(fill(0.5), eq(a, b)));
  }

  /** d(a^b)/da = b a^(b-1), and 0 where a and b are 0. */
  private static Tensor powBase(Tensor a, Tensor b, Tensor dy) {
    Tensor bothZero = mul(eq(a, ZERO), eq(b, ZERO));
    return mul(dy, mul(b, pow(a, select(bothZero, ZERO, sub(b, ONE)))));
  }

  private static List<Tensor> product(Tensor a, boolean ta, Tensor b, boolean tb, Tensor dy) {
    Tensor da = ta ? matmul(b, tb, dy, true) : matmul(dy, false, b, !tb);
    Tensor db = tb ? matmul(dy, true, a, ta) : matmul(a, !ta, dy, false);
    return List.of(da, db);
  }

  private static Tensor reduce(
      Op.Reduction reduction, List<Integer> axes, Tensor x, Tensor y, Tensor dy) {
    return switch (reduction) {
      case SUM -> broadcast(dy, x.shape());
      case MAX, MIN -> {
        Tensor best = eq(x, broadcast(y, x.shape()));
        yield mul(best, broadcast(div(dy, sum(best, ints(axes))), x.shape()));
      }
    };
  }

  private static Tensor unbroadcast(Shape shape, Tensor dy) {
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      if (shape.dim(i) != dy.dim(i)) {
        axes.add(i);
      }
    }
    return axes.isEmpty() ? dy : sum(dy, ints(axes));
  }

  private static int[] inverse(List<Integer> permutation) {
    int[] inverse = new int[permutation.size()];
    for (int i = 0; i < inverse.length; i++) {
      inverse[permutation.get(i)] = i;
    }
    return inverse;
  }

  private static int[] rest(Shape whole, List<Integer> starts, Shape block) {
    int[] rest = new int[whole.rank()];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = whole.dim(i) - starts.get(i) - block.dim(i);
    }
    return rest;
  }

  private static List<Tensor> parts(List<Tensor> inputs, int axis, Tensor dy) {
    List<Tensor> parts = new ArrayList<>();
    int[] starts = new int[dy.shape().rank()];
    for (Tensor part : inputs) {
      parts.add(slice(dy, starts, part.shape().toArray()));
      starts[axis] += part.dim(axis);
    }
    return parts;
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
