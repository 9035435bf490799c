package dev.hourglass.engine;

import dev.hourglass.engine.Op.BinaryFunction;
import dev.hourglass.engine.Op.UnaryFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Graphs made at random from a seed: all operations, over odd shapes, with the numbers for their
 * inputs.
 */
final class RandomGraphs {
  private static final int[] SIZES = {1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63};

  /** A graph to evaluate: values for its F32 and I32 inputs, and the tensors to compare. */
  record Case(Map<Tensor, NDArray> inputs, Map<Tensor, int[]> rows, List<Tensor> outputs) {}

  private final Random random;
  private final Map<Tensor, NDArray> inputs = new HashMap<>();
  private final Map<Tensor, int[]> rows = new HashMap<>();
  private final List<Tensor> pool = new ArrayList<>();

  private RandomGraphs(long seed) {
    random = new Random(seed);
  }

  static Case of(long seed, int operations) {
    RandomGraphs g = new RandomGraphs(seed);
    for (int i = 0; i < 4; i++) {
      g.pool.add(g.input(g.size(), g.size()));
    }
    while (g.pool.size() < operations) {
      g.pool.add(g.next());
    }
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      outputs.add(g.pool.get(g.pool.size() - 1 - g.random.nextInt(operations / 2)));
    }
    outputs.add(g.pool.getLast());
    return new Case(g.inputs, g.rows, outputs.stream().distinct().toList());
  }

  private int size() {
    return SIZES[random.nextInt(SIZES.length)];
  }

  private Tensor input(int... dims) {
    Tensor t = Tensors.input("x" + inputs.size(), dims);
    float[] data = new float[t.shape().size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextFloat() * 4 - 2;
    }
    inputs.put(t, new NDArray(t.shape(), data));
    return t;
  }

  private Tensor any() {
    return pool.get(random.nextInt(pool.size()));
  }

  /** Keeps numbers near 1, so that long chains neither overflow nor vanish. */
  private static Tensor tame(Tensor x) {
    return Tensors.tanh(x);
  }

  private Tensor next() {
    Tensor x = any();
    int[] dims = x.shape().toArray();
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> unary(x);
      case 3, 4, 5 -> binary(x, partner(dims));
      case 6 -> Tensors.select(Tensors.gt(x, Tensors.fill(0.1)), partner(dims), x);
      case 7 -> tame(Tensors.matmul(x, input(dims[1], size())));
      case 8 -> tame(Tensors.matmul(input(dims[0], size()), true, x, false));
      case 9 -> tame(Tensors.matmul(x, false, input(size(), dims[1]), true));
      case 10 -> tame(reduce(x));
      case 11 -> Tensors.transpose(x, 1, 0);
      case 12 -> slice(x);
      case 13 ->
          Tensors.pad(
              x,
              new int[] {random.nextInt(3), random.nextInt(3)},
              new int[] {random.nextInt(3), random.nextInt(20)});
      case 14 -> concat(x);
      default -> gather(x);
    };
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private Tensor unary(Tensor x) {
    UnaryFunction f = pick(UnaryFunction.values());
    Tensor positive = Tensors.add(Tensors.abs(x), Tensors.fill(0.5));
    return switch (f) {
      case NEG -> Tensors.neg(x);
      case EXP -> tame(Tensors.exp(tame(x)));
      case LOG -> Tensors.log(positive);
      case LOG1P -> Tensors.log1p(positive);
      case EXPM1 -> Tensors.expm1(tame(x));
      case SQRT -> Tensors.sqrt(positive);
      case RSQRT -> Tensors.rsqrt(positive);
      case TANH -> Tensors.tanh(x);
      case SIGMOID -> Tensors.sigmoid(x);
      case SOFTPLUS -> tame(Tensors.softplus(x));
      case ERF -> Tensors.erf(x);
      case ABS -> Tensors.abs(x);
      case SIGN, FLOOR ->
          tame(
              Tensors.add(
                  x,
                  Tensors.fill(
                      0.25))); // steps would magnify rounding; they have cases of their own
      case SIN -> Tensors.sin(x);
      case COS -> Tensors.cos(x);
    };
  }

  private Tensor binary(Tensor a, Tensor b) {
    BinaryFunction f = pick(BinaryFunction.values());
    Tensor positive = Tensors.add(Tensors.abs(tame(a)), Tensors.fill(0.5));
    return switch (f) {
      case ADD -> tame(Tensors.add(a, b));
      case SUB -> tame(Tensors.sub(a, b));
      case DIV -> tame(Tensors.div(b, positive));
      case MIN -> Tensors.min(a, b);
      case MAX -> Tensors.max(a, b);
      case POW -> tame(Tensors.pow(positive, tame(b)));
      default -> tame(Tensors.mul(a, b));
    };
  }

  /** A tensor that spreads to the shape: of the same shape, a row, a column, or one number. */
  private Tensor partner(int[] dims) {
    for (int tries = 0; tries < 4; tries++) {
      Tensor t = any();
      if (t.dim(0) == dims[0] && t.dim(1) == dims[1]) {
        return t;
      }
    }
    return switch (random.nextInt(5)) {
      case 0 -> input(dims[1]);
      case 1 -> input(dims[0], 1);
      case 2 -> input(1, 1);
      case 3 -> Tensors.fill(random.nextInt(3) - 1);
      default -> input(dims);
    };
  }

  private Tensor reduce(Tensor x) {
    Tensor scaled = Tensors.mul(x, Tensors.fill(0.1));
    return switch (random.nextInt(6)) {
      case 0 -> Tensors.sum(scaled, 0);
      case 1 -> Tensors.sum(scaled, 1);
      case 2 -> Tensors.mean(x);
      case 3 -> Tensors.max(x, 1);
      case 4 -> Tensors.min(x, 0);
      default -> Tensors.max(x, 0, 1);
    };
  }

  private Tensor slice(Tensor x) {
    int rows = 1 + random.nextInt(x.dim(0));
    int cols = 1 + random.nextInt(x.dim(1));
    int[] starts = {random.nextInt(x.dim(0) - rows + 1), random.nextInt(x.dim(1) - cols + 1)};
    return Tensors.slice(x, starts, new int[] {rows, cols});
  }

  private Tensor concat(Tensor x) {
    int axis = random.nextInt(2);
    Tensor other = axis == 0 ? input(size(), x.dim(1)) : input(x.dim(0), size());
    return Tensors.concat(axis, List.of(x, Tensors.sigmoid(other), x));
  }

  private Tensor gather(Tensor x) {
    Tensor at = Tensors.intInput("rows" + rows.size(), size());
    boolean scatter = random.nextBoolean();
    int count = at.dim(0);
    int limit = scatter ? size() : x.dim(0);
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextInt(limit);
    }
    rows.put(at, numbers);
    return scatter
        ? tame(Tensors.scatterAdd(input(count, x.dim(1)), at, limit))
        : Tensors.gather(x, at);
  }
}
