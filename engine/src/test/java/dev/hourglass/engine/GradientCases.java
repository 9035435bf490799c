package dev.hourglass.engine;

import dev.hourglass.engine.GradientCheck.Point;
import dev.hourglass.engine.Op.BinaryFunction;
import dev.hourglass.engine.Op.UnaryFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Every operation as a function to differentiate. The numbers of all inputs are distinct and keep
 * more than 2^-9 away from each other and from whole numbers, where steps and corners are.
 */
final class GradientCases {
  /** Row numbers for gather and scatter-add; one occurs twice. */
  static final Tensor ROWS = Tensors.intInput("rows", 4);

  private static final int[] ROW_NUMBERS = {2, 0, 2, 1};

  private GradientCases() {}

  /**
   * A function of inputs.
   *
   * @param positive whether the inputs must be above 0
   */
  record Case(
      String name, boolean positive, List<Tensor> inputs, Function<List<Tensor>, Tensor> function) {
    Tensor output() {
      return function.apply(inputs);
    }

    Point point(long seed) {
      Map<Tensor, NDArray> values = new HashMap<>();
      for (int n = 0; n < inputs.size(); n++) {
        Shape shape = inputs.get(n).shape();
        values.put(inputs.get(n), new NDArray(shape, numbers(shape.size(), n, seed)));
      }
      return new Point(values, Map.of(ROWS, ROW_NUMBERS));
    }

    /** Distinct multiples of 2^-10 from (-2, 2), those of input n at 3 + 4 n above 16 k. */
    private float[] numbers(int count, int n, long seed) {
      List<Integer> k = new ArrayList<>(IntStream.range(-128, 128).boxed().toList());
      Collections.shuffle(k, new Random(seed + n));
      float[] x = new float[count];
      for (int i = 0; i < count; i++) {
        float drawn = (16 * k.get(i) + 3 + 4 * n) * 0x1p-10f;
        x[i] = positive ? Math.abs(drawn) + 0.25f : drawn;
      }
      return x;
    }

    @Override
    public String toString() {
      return name;
    }
  }

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
    convolutions(cases);
    reductions(cases);
    movements(cases);
    rows(cases);
    WindowCases.all()
        .forEach((name, window) ->
            cases.add(of(name, x -> cube(window.apply(x.getFirst())), dims(2, 5, 4, 3))));
    return cases;
  }

  private static Case of(String name, Function<List<Tensor>, Tensor> function, int[]... shapes) {
    return of(name, false, function, shapes);
  }

  private static Case of(
      String name, boolean positive, Function<List<Tensor>, Tensor> function, int[]... shapes) {
    List<Tensor> inputs = new ArrayList<>();
    for (int[] shape : shapes) {
      inputs.add(Tensors.input("x" + inputs.size(), shape));
    }
    return new Case(name, positive, inputs, function);
  }

  private static int[] dims(int... dims) {
    return dims;
  }

  private static Case unary(UnaryFunction f) {
    boolean positive =
        switch (f) {
          case LOG, LOG1P, SQRT, RSQRT -> true;
          case NEG, EXP, EXPM1, TANH, SIGMOID, SOFTPLUS, ERF, ABS, SIGN, FLOOR, SIN, COS -> false;
        };
    return of(f.name(), positive, x -> Functions.unary(f, x.getFirst()), dims(5));
  }

  private static Case binary(BinaryFunction f) {
    boolean positive = f == BinaryFunction.POW || f == BinaryFunction.DIV;
    return of(
        f.name(), positive, x -> Functions.binary(f, x.get(0), x.get(1)), dims(2, 3), dims(2, 3));
  }

  private static void broadcasts(List<Case> cases) {
    cases.add(of("row", x -> Tensors.mul(x.get(0), x.get(1)), dims(3, 4), dims(4)));
    cases.add(of("column", x -> Tensors.mul(x.get(0), x.get(1)), dims(3, 4), dims(3, 1)));
    cases.add(of("outer", x -> Tensors.mul(x.get(0), x.get(1)), dims(3, 1), dims(1, 4)));
    cases.add(of("scalar", x -> Tensors.mul(x.get(0), x.get(1)), dims(2, 1, 3), dims()));
    cases.add(
        of(
            "select",
            x -> Tensors.select(Tensors.gt(x.get(0), Tensors.fill(0)), x.get(1), x.get(2)),
            dims(3, 4),
            dims(4),
            dims(3, 1)));
    cases.add(
        of("square, used thrice", x -> Tensors.mul(x.get(0), Tensors.square(x.get(0))), dims(3)));
    cases.add(of("draws", x -> Tensors.mul(x.get(0), Tensors.randomUniform(1, 7)), dims(7)));
  }

  private static void products(List<Case> cases) {
    for (boolean ta : new boolean[] {false, true}) {
      for (boolean tb : new boolean[] {false, true}) {
        cases.add(
            of(
                "matmul" + (ta ? ", left transposed" : "") + (tb ? ", right transposed" : ""),
                x -> Tensors.matmul(x.get(0), ta, x.get(1), tb),
                ta ? dims(4, 3) : dims(3, 4),
                tb ? dims(2, 4) : dims(4, 2)));
      }
    }
    cases.add(of("matmul by itself", x -> Tensors.matmul(x.get(0), x.get(0)), dims(3, 3)));
  }

  private static void convolutions(List<Case> cases) {
    var h = new ConvGeometry.Axis(2, 1, 1, 0);
    var w = new ConvGeometry.Axis(1, 2, 1, 2);
    var g = new ConvGeometry(h, w, 1);
    var pairs = new ConvGeometry(h, w, 2);
    cases.add(
        of(
            "conv2d",
            x -> cube(Convolutions.conv2d(x.get(0), x.get(1), g)),
            dims(2, 4, 3, 2),
            dims(3, 2, 2, 3)));
    cases.add(
        of(
            "conv2d in groups",
            x -> cube(Convolutions.conv2d(x.get(0), x.get(1), pairs)),
            dims(1, 4, 3, 4),
            dims(3, 2, 2, 2)));
    cases.add(
        of(
            "convTranspose2d",
            x -> cube(Convolutions.convTranspose2d(x.get(0), x.get(1), g, 1, 0)),
            dims(1, 2, 4, 3),
            dims(3, 2, 2, 3)));
    cases.add(
        of(
            "conv2dWeightGradient",
            x -> cube(Convolutions.conv2dWeightGradient(x.get(0), x.get(1), g, 3, 2)),
            dims(2, 4, 3, 2),
            dims(2, 2, 4, 2)));
  }

  private static void reductions(List<Case> cases) {
    int[][] axesToTry = {{0}, {1}, {2}, {0, 2}, {}};
    for (int[] axes : axesToTry) {
      String over = " over axes " + Arrays.toString(axes);
      cases.add(of("sum" + over, x -> cube(Tensors.sum(x.getFirst(), axes)), dims(2, 3, 4)));
      cases.add(of("mean" + over, x -> cube(Tensors.mean(x.getFirst(), axes)), dims(2, 3, 4)));
      cases.add(of("max" + over, x -> cube(Tensors.max(x.getFirst(), axes)), dims(2, 3, 4)));
      cases.add(of("min" + over, x -> cube(Tensors.min(x.getFirst(), axes)), dims(2, 3, 4)));
    }
    cases.add(of("sum over an axis of length 1", x -> Tensors.sum(x.getFirst(), 0), dims(1, 3)));
  }

  /** Curved, so that second derivatives are seen. */
  private static Tensor cube(Tensor x) {
    return Tensors.mul(x, Tensors.square(x));
  }

  private static void movements(List<Case> cases) {
    cases.add(of("reshape", x -> cube(Tensors.reshape(x.getFirst(), 2, 6)), dims(3, 4)));
    cases.add(of("transpose", x -> cube(Tensors.transpose(x.getFirst(), 2, 0, 1)), dims(2, 3, 4)));
    cases.add(
        of("slice", x -> cube(Tensors.slice(x.getFirst(), dims(1, 0), dims(2, 3))), dims(4, 4)));
    cases.add(of("pad", x -> cube(Tensors.pad(x.getFirst(), dims(1, 0), dims(2, 3))), dims(2, 3)));
    for (int axis = 0; axis < 2; axis++) {
      int a = axis;
      cases.add(
          of(
              "concat along " + a,
              x -> cube(Tensors.concat(a, List.of(x.get(0), x.get(1), x.get(0)))),
              dims(2, 3),
              a == 0 ? dims(1, 3) : dims(2, 4)));
    }
  }

  private static void rows(List<Case> cases) {
    cases.add(of("gather", x -> cube(Tensors.gather(x.getFirst(), ROWS)), dims(3, 2)));
    cases.add(of("scatterAdd", x -> cube(Tensors.scatterAdd(x.getFirst(), ROWS, 5)), dims(4, 2)));
    cases.add(
        of(
            "gather at whole numbers",
            x -> {
              Tensor numbers = Tensors.constant(NDArray.of(new float[] {2, 0, 2, 1}, 4));
              return cube(Tensors.gather(x.getFirst(), Tensors.rowNumbers(numbers)));
            },
            dims(3, 2)));
    cases.add(
        of(
            "the largest of a row",
            x -> cube(Tensors.mul(x.getFirst(), Tensors.topKMask(x.getFirst(), 2))),
            dims(3, 5)));
    cases.add(
        of(
            "gather at argmax",
            x -> {
              Tensor best = Tensors.reshape(Tensors.argmax(x.get(0), 1), 3);
              return cube(Tensors.gather(x.get(1), best));
            },
            dims(3, 4),
            dims(4, 2)));
  }
}
