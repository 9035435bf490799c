package dev.hourglass.engine.interpret;

import dev.hourglass.engine.Op;
import dev.hourglass.engine.Op.Reduction;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.random.Threefry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One run over a graph: the value of each tensor, computed when first asked for. */
final class Evaluation {
  private final Function<Tensor, double[]> leaves;
  private final long seed;
  private final long step;
  private final Map<Tensor, double[]> values;

  Evaluation(
      Function<Tensor, double[]> leaves, long seed, long step, Map<Tensor, double[]> values) {
    this.leaves = leaves;
    this.seed = seed;
    this.step = step;
    this.values = values;
  }

  double[] value(Tensor t) {
    double[] known = values.get(t);
    if (known == null) {
      t.inputs().forEach(this::value);
      known = compute(t);
      values.put(t, known);
    }
    return known;
  }

  private double[] compute(Tensor t) {
    double[] y = new double[t.shape().size()];
    return switch (t.op()) {
      case Op.Input _, Op.Parameter _ -> leaves.apply(t);
      case Op.Fill(float value) -> {
        Arrays.fill(y, value);
        yield y;
      }
      case Op.Constant(var value) -> {
        for (int i = 0; i < y.length; i++) {
          y[i] = value.data()[i];
        }
        yield y;
      }
      case Op.RandomUniform(int stream) -> {
        for (int i = 0; i < y.length; i++) {
          y[i] = Threefry.uniform(seed, stream, step, i);
        }
        yield y;
      }
      case Op.Unary(var f) -> each(y, i -> Scalars.unary(f, in(t, 0)[i]));
      case Op.Binary(var f) -> each(y, i -> Scalars.binary(f, in(t, 0)[i], in(t, 1)[i]));
      case Op.Select _ -> each(y, i -> in(t, 0)[i] != 0 ? in(t, 1)[i] : in(t, 2)[i]);
      case Op.MatMul(boolean ta, boolean tb) -> product(t, ta, tb, y);
      case Op.Conv2d(var g) ->
          new PlainConvolution(t.input(0), t.input(1), t, g).forward(in(t, 0), in(t, 1), y);
      case Op.Conv2dInputGradient(var g) ->
          new PlainConvolution(t, t.input(1), t.input(0), g).inputGradient(in(t, 0), in(t, 1), y);
      case Op.Conv2dWeightGradient(var g) ->
          new PlainConvolution(t.input(0), t, t.input(1), g).weightGradient(in(t, 0), in(t, 1), y);
      case Op.Reduce(var reduction, var _) -> reduce(t, reduction, y);
      case Op.Reshape _ -> in(t, 0).clone();
      case Op.Broadcast _, Op.Transpose _, Op.Slice _ -> each(y, i -> in(t, 0)[source(t, i)]);
      case Op.Pad(var before) -> pad(t, before, y);
      case Op.Concat(int axis) -> concat(t, axis, y);
      case Op.Gather _ -> {
        int width = y.length / t.dim(0);
        yield each(y, i -> in(t, 0)[row(t, i / width, t.input(0).dim(0)) * width + i % width]);
      }
      case Op.ScatterAdd _ -> {
        int width = y.length / t.dim(0);
        for (int i = 0; i < in(t, 0).length; i++) {
          y[row(t, i / width, t.dim(0)) * width + i % width] += in(t, 0)[i];
        }
        yield y;
      }
      case Op.RowNumbers _ -> each(y, i -> rowNumber(in(t, 0)[i]));
      case Op.MaxPool(var w) -> Windows.maxPool(t, w, in(t, 0), in(t, 1), y);
      case Op.MaxUnpool(var w) -> Windows.maxUnpool(t, w, in(t, 0), in(t, 1), y);
      case Op.AlongAxis(int axis, var m) -> Windows.alongAxis(t, axis, m, in(t, 0), y);
      case Op.ArgReduce(var reduction, int axis) -> argReduce(t, reduction, axis, y);
      case Op.TopKMask(int k) -> topKMask(in(t, 0), t.dim(-1), k, y);
      case Op.Recurrent r -> RecurrentCells.forward(r, t, inputs(t), y);
      case Op.RecurrentGradient g -> RecurrentCells.backward(g, t, inputs(t), y);
    };
  }

  private interface Element {
    double at(int i);
  }

  private static double[] each(double[] y, Element element) {
    for (int i = 0; i < y.length; i++) {
      y[i] = element.at(i);
    }
    return y;
  }

  private double[] in(Tensor t, int i) {
    return value(t.input(i));
  }

  private List<double[]> inputs(Tensor t) {
    return t.inputs().stream().map(this::value).toList();
  }

  private int row(Tensor t, int i, int limit) {
    int row = (int) in(t, 1)[i];
    if (row < 0 || row >= limit) {
      throw new IndexOutOfBoundsException(
          "row number %d is outside the table of %d rows".formatted(row, limit));
    }
    return row;
  }

  private static double rowNumber(double x) {
    if (x != Math.rint(x) || Math.abs(x) >= 0x1p31) {
      throw new IndexOutOfBoundsException(x + " is no row number");
    }
    return x;
  }

  private double[] product(Tensor t, boolean ta, boolean tb, double[] y) {
    double[] a = in(t, 0);
    double[] b = in(t, 1);
    int m = t.dim(0);
    int n = t.dim(1);
    int depth = t.input(0).dim(ta ? 0 : 1);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < depth; k++) {
          sum += a[ta ? k * m + i : i * depth + k] * b[tb ? j * depth + k : k * n + j];
        }
        y[i * n + j] = sum;
      }
    }
    return y;
  }

  private double[] reduce(Tensor t, Reduction reduction, double[] y) {
    Shape from = t.input(0).shape();
    Arrays.fill(
        y,
        switch (reduction) {
          case SUM -> 0;
          case MAX -> Double.NEGATIVE_INFINITY;
          case MIN -> Double.POSITIVE_INFINITY;
        });
    double[] x = in(t, 0);
    for (int i = 0; i < x.length; i++) {
      int[] at = place(from, i);
      for (int d = 0; d < at.length; d++) {
        at[d] = t.dim(d) == 1 ? 0 : at[d];
      }
      int j = index(t.shape(), at);
      y[j] =
          switch (reduction) {
            case SUM -> y[j] + x[i];
            case MAX -> Math.max(y[j], x[i]);
            case MIN -> Math.min(y[j], x[i]);
          };
    }
    return y;
  }

  /** Where number i of a broadcast, transposed or sliced tensor stands in its input. */
  private static int source(Tensor t, int i) {
    int[] at = place(t.shape(), i);
    int[] from = new int[at.length];
    Shape shape = t.input(0).shape();
    for (int d = 0; d < at.length; d++) {
      switch (t.op()) {
        case Op.Transpose(var permutation) -> from[permutation.get(d)] = at[d];
        case Op.Slice(var starts) -> from[d] = at[d] + starts.get(d);
        default -> from[d] = shape.dim(d) == 1 ? 0 : at[d];
      }
    }
    return index(shape, from);
  }

  private double[] pad(Tensor t, List<Integer> before, double[] y) {
    double[] x = in(t, 0);
    for (int i = 0; i < x.length; i++) {
      int[] at = place(t.input(0).shape(), i);
      for (int d = 0; d < at.length; d++) {
        at[d] += before.get(d);
      }
      y[index(t.shape(), at)] = x[i];
    }
    return y;
  }

  private double[] concat(Tensor t, int axis, double[] y) {
    int start = 0;
    for (int p = 0; p < t.inputs().size(); p++) {
      double[] x = in(t, p);
      for (int i = 0; i < x.length; i++) {
        int[] at = place(t.input(p).shape(), i);
        at[axis] += start;
        y[index(t.shape(), at)] = x[i];
      }
      start += t.input(p).dim(axis);
    }
    return y;
  }

  private double[] argReduce(Tensor t, Reduction reduction, int axis, double[] y) {
    Shape from = t.input(0).shape();
    double[] x = in(t, 0);
    for (int j = 0; j < y.length; j++) {
      int[] at = place(t.shape(), j);
      int best = 0;
      for (int r = 1; r < from.dim(axis); r++) {
        at[axis] = r;
        double candidate = x[index(from, at)];
        at[axis] = best;
        double current = x[index(from, at)];
        if (reduction == Reduction.MAX ? candidate > current : candidate < current) {
          best = r;
        }
      }
      y[j] = best;
    }
    return y;
  }

  /** A number is kept while fewer than k beat it: larger ones, and equal ones before it. */
  private static double[] topKMask(double[] x, int width, int k, double[] y) {
    for (int i = 0; i < y.length; i++) {
      int start = i - i % width;
      int better = 0;
      for (int j = start; j < start + width; j++) {
        better += x[j] > x[i] || (x[j] == x[i] && j < i) ? 1 : 0;
      }
      y[i] = better < k ? 1 : 0;
    }
    return y;
  }

  private static int[] place(Shape shape, int i) {
    int[] at = new int[shape.rank()];
    int rest = i;
    for (int d = at.length - 1; d >= 0; d--) {
      at[d] = rest % shape.dim(d);
      rest /= shape.dim(d);
    }
    return at;
  }

  private static int index(Shape shape, int[] at) {
    int i = 0;
    for (int d = 0; d < at.length; d++) {
      i = i * shape.dim(d) + at[d];
    }
    return i;
  }
}
