package dev.hourglass.engine;

import dev.hourglass.engine.Op.BinaryFunction;
import dev.hourglass.engine.Op.Reduction;
import dev.hourglass.engine.Op.UnaryFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Every operation as a graph of a chosen size, with numbers for its inputs. */
final class TwinCases {
  private TwinCases() {}

  /** An operation over tensors whose lengths follow from one size. */
  record Case(String name, IntFunction<Graph> graph) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** The output of one operation and the numbers of its inputs. */
  record Graph(Tensor output, Map<Tensor, NDArray> inputs, Map<Tensor, int[]> rows) {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (UnaryFunction f : UnaryFunction.values()) {
      cases.add(unary(f));
    }
    for (BinaryFunction f : BinaryFunction.values()) {
      cases.add(binary(f));
    }
    broadcasts(cases);
    products(cases);
    for (Reduction r : Reduction.values()) {
      reductions(cases, r);
    }
    convolutions(cases);
    movements(cases);
    rows(cases);
    largest(cases);
    draws(cases);
    RecurrenceCases.add(cases);
    windows(cases);
    return cases;
  }

  /** Makes the inputs of a graph: multiples of 1/16 from [-2, 2], drawn from the size as seed. */
  static final class Inputs {
    final Random random;
    final Map<Tensor, NDArray> floats = new HashMap<>();
    final Map<Tensor, int[]> rows = new HashMap<>();

    Inputs(int seed) {
      random = new Random(seed);
    }

    Tensor any(int... dims) {
      return input(false, dims);
    }

    Tensor positive(int... dims) {
      return input(true, dims);
    }

    private Tensor input(boolean positive, int... dims) {
      Tensor t = Tensors.input("x" + floats.size(), dims);
      float[] data = new float[t.shape().size()];
      for (int i = 0; i < data.length; i++) {
        int k = positive ? 1 + random.nextInt(32) : random.nextInt(65) - 32;
        data[i] = k / 16f;
      }
      floats.put(t, new NDArray(t.shape(), data));
      return t;
    }

    Tensor rows(int count, int limit) {
      Tensor t = Tensors.intInput("rows", count);
      rows.put(t, random.ints(count, 0, limit).toArray());
      return t;
    }
  }

  static Case of(String name, BiFunction<Inputs, Integer, Tensor> function) {
    return new Case(
        name,
        size -> {
          Inputs in = new Inputs(size);
          Tensor output = function.apply(in, size);
          return new Graph(output, in.floats, in.rows);
        });
  }

  private static Case unary(UnaryFunction f) {
    boolean positive =
        switch (f) {
          case LOG, LOG1P, SQRT, RSQRT -> true;
          case NEG, EXP, EXPM1, TANH, SIGMOID, SOFTPLUS, ERF, ABS, SIGN, FLOOR, SIN, COS -> false;
        };
    return of(f.name(), (in, n) -> Functions.unary(f, positive ? in.positive(n) : in.any(n)));
  }

  private static Case binary(BinaryFunction f) {
    boolean divides = f == BinaryFunction.DIV;
    boolean power = f == BinaryFunction.POW;
    return of(
        f.name(),
        (in, n) ->
            Functions.binary(
                f,
                power ? in.positive(3, n) : in.any(3, n),
                divides ? in.positive(3, n) : in.any(3, n)));
  }

  private static void broadcasts(List<Case> cases) {
    cases.add(of("row", (in, n) -> Tensors.mul(in.any(7, n), in.any(n))));
    cases.add(of("column", (in, n) -> Tensors.mul(in.any(n, 5), in.any(n, 1))));
    cases.add(of("outer", (in, n) -> Tensors.mul(in.any(n, 1), in.any(1, 17))));
    cases.add(of("scalar", (in, n) -> Tensors.mul(in.any(2, n), in.any())));
    cases.add(of("middle axis", (in, n) -> Tensors.mul(in.any(3, n, 5), in.any(3, 1, 5))));
    cases.add(of("outer axes", (in, n) -> Tensors.mul(in.any(3, 5, n), in.any(1, 5, 1))));
    cases.add(
        of(
            "row and column at once",
            (in, n) -> Tensors.mul(Tensors.add(in.any(6, n), in.any(n)), in.any(6, 1))));
    cases.add(
        of(
            "select",
            (in, n) ->
                Tensors.select(
                    Tensors.gt(in.any(3, n), Tensors.fill(0)), in.any(n), in.any(3, 1))));
    cases.add(
        of(
            "softmax",
            (in, n) -> {
              Tensor x = in.any(5, n);
              Tensor e = Tensors.exp(Tensors.sub(x, Tensors.max(x, 1)));
              return Tensors.div(e, Tensors.sum(e, 1));
            }));
  }

  private static void products(List<Case> cases) {
    for (boolean ta : new boolean[] {false, true}) {
      for (boolean tb : new boolean[] {false, true}) {
        String name = (ta ? "transposed " : "") + "matrix by " + (tb ? "transposed" : "matrix");
        cases.add(of(name + ", n rows", (in, n) -> product(in, n, ta, 17, tb, 5)));
        cases.add(of(name + ", n columns", (in, n) -> product(in, 9, ta, 7, tb, n)));
        cases.add(of(name + ", n deep", (in, n) -> product(in, 7, ta, n, tb, 33)));
        cases.add(of(name + ", n deep to few", (in, n) -> product(in, 35, ta, n, tb, 3)));
      }
    }
    cases.add(
        of(
            "dense layer",
            (in, n) -> {
              Tensor wx = Tensors.matmul(in.any(18, 7), in.any(7, n));
              return Tensors.tanh(Tensors.add(wx, in.any(n)));
            }));
  }

  private static void convolutions(List<Case> cases) {
    ConvGeometry g =
        new ConvGeometry(new ConvGeometry.Axis(2, 1, 1, 0), new ConvGeometry.Axis(1, 2, 3, 1), 1);
    cases.add(
        of("convolution", (in, n) -> Convolutions.conv2d(in.any(2, 5, n, 3), any3x2(in, 3, 4), g)));
    cases.add(
        of(
            "convolution of n channels",
            (in, n) -> Convolutions.conv2d(in.any(1, 3, 4, n), any3x2(in, n, 5), g)));
    cases.add(
        of(
            "convolution to n channels",
            (in, n) -> Convolutions.conv2d(in.any(1, 3, 4, 3), any3x2(in, 3, n), g)));
    cases.add(
        of(
            "transposed convolution",
            (in, n) ->
                Convolutions.convTranspose2d(in.any(2, 2, n + 3, 5), any3x2(in, 3, 5), g, 1, 0)));
    cases.add(
        of(
            "gradient of a kernel",
            (in, n) -> {
              Tensor x = in.any(2, 5, n, 3);
              return Convolutions.conv2dWeightGradient(x, in.any(2, 2, n + 2, 4), g, 3, 2);
            }));
  }

  private static Tensor any3x2(Inputs in, int from, int to) {
    return in.any(3, 2, from, to);
  }

  private static Tensor product(Inputs in, int m, boolean ta, int depth, boolean tb, int n) {
    Tensor a = ta ? in.any(depth, m) : in.any(m, depth);
    Tensor b = tb ? in.any(n, depth) : in.any(depth, n);
    return Tensors.matmul(a, ta, b, tb);
  }

  private static void reductions(List<Case> cases, Reduction r) {
    for (int set = 1; set < 8; set++) {
      int bits = set;
      int[] axes = IntStream.range(0, 3).filter(d -> (bits >> d & 1) == 1).toArray();
      for (int place = 0; place < 3; place++) {
        int at = place;
        cases.add(
            of(
                "%s over axes %s, axis %d of length n".formatted(r, Arrays.toString(axes), at),
                (in, n) -> {
                  int[] dims = {3, 5, 4};
                  dims[at] = n;
                  return reduced(r, in.any(dims), axes);
                }));
      }
    }
  }

  private static Tensor reduced(Reduction r, Tensor x, int... axes) {
    return switch (r) {
      case SUM -> Tensors.sum(x, axes);
      case MAX -> Tensors.max(x, axes);
      case MIN -> Tensors.min(x, axes);
    };
  }

  private static void movements(List<Case> cases) {
    cases.add(of("reshape", (in, n) -> Tensors.reshape(in.any(6, n), n, 2, 3)));
    for (List<Integer> p : MovementContract.PERMUTATIONS) {
      int[] axes = p.stream().mapToInt(Integer::intValue).toArray();
      cases.add(of("axes " + p, (in, n) -> Tensors.transpose(in.any(3, n, 5), axes)));
    }
    cases.add(of("matrix transposed", (in, n) -> Tensors.transpose(in.any(n, 17), 1, 0)));
    cases.add(
        of(
            "slice of columns",
            (in, n) -> Tensors.slice(in.any(5, n + 3), new int[] {1, 2}, new int[] {3, n})));
    cases.add(
        of(
            "slice of rows",
            (in, n) -> Tensors.slice(in.any(n + 3, 5), new int[] {2, 0}, new int[] {n, 5})));
    cases.add(of("pad", (in, n) -> Tensors.pad(in.any(3, n), new int[] {1, 0}, new int[] {0, 17})));
    for (int axis = 0; axis < 3; axis++) {
      int a = axis;
      cases.add(
          of(
              "concat along " + a,
              (in, n) -> {
                int[] dims = {2, 3, 4};
                Tensor x = in.any(dims);
                dims[a] = n;
                return Tensors.concat(a, List.of(Tensors.sin(x), in.any(dims), x));
              }));
    }
  }

  private static void rows(List<Case> cases) {
    cases.add(of("gather", (in, n) -> Tensors.gather(in.any(5, n), in.rows(9, 5))));
    cases.add(of("gather of many", (in, n) -> Tensors.gather(in.any(7, 3), in.rows(n, 7))));
    cases.add(of("gather of blocks", (in, n) -> Tensors.gather(in.any(4, 3, n), in.rows(5, 4))));
    cases.add(of("scatter-add", (in, n) -> Tensors.scatterAdd(in.any(9, n), in.rows(9, 5), 5)));
    cases.add(
        of("scatter-add of many", (in, n) -> Tensors.scatterAdd(in.any(n, 3), in.rows(n, 7), 7)));
    cases.add(of("row numbers", (in, n) -> Tensors.rowNumbers(Tensors.floor(in.any(3, n)))));
    for (int axis = 0; axis < 3; axis++) {
      int a = axis;
      cases.add(of("argmax along " + a, (in, n) -> Tensors.argmax(in.any(axes(a, n)), a)));
      cases.add(of("argmin along " + a, (in, n) -> Tensors.argmin(in.any(axes(a, n)), a)));
    }
  }

  private static void largest(List<Case> cases) {
    cases.add(of("the largest", (in, n) -> Tensors.topKMask(in.any(5, n), 1)));
    cases.add(of("half of a row", (in, n) -> kept(in.any(5, n), Math.max(1, n / 2))));
    cases.add(of("all but one", (in, n) -> kept(in.any(3, n), Math.max(1, n - 1))));
    cases.add(of("all of a row", (in, n) -> kept(in.any(2, 3, n), n)));
  }

  private static Tensor kept(Tensor x, int k) {
    return Tensors.mul(x, Tensors.topKMask(x, k));
  }

  private static void windows(List<Case> cases) {
    WindowCases.all()
        .forEach((name, window) -> {
          cases.add(of(name + ", n channels", (in, n) -> window.apply(in.any(2, 5, 4, n))));
          cases.add(
              of(name + ", n rows", (in, n) -> window.apply(in.any(1, Math.max(4, n), 5, 3))));
        });
  }

  private static int[] axes(int axis, int n) {
    int[] dims = {2, 3, 4};
    dims[axis] = n;
    return dims;
  }

  private static void draws(List<Case> cases) {
    cases.add(of("draws", (in, n) -> Tensors.mul(in.any(3, n), Tensors.randomUniform(1, 3, n))));
    cases.add(
        of(
            "dropped",
            (in, n) -> {
              Tensor keep = Tensors.lt(Tensors.randomUniform(2, 3, n), Tensors.fill(0.75));
              return Tensors.select(keep, in.any(3, n), Tensors.fill(0));
            }));
    cases.add(
        of(
            "constant",
            (in, n) ->
                Tensors.mul(in.any(2, n), Tensors.constant(EngineContract.sixteenths(n, 2, n)))));
  }
}
