package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.engine.Op.Reduction;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Matrix products and reductions. The numbers are such that no sum is rounded. */
interface ProductContract extends EngineContract {

  @ParameterizedTest(name = "transposed: left {0}, right {1}")
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  default void matrix_products_over_odd_shapes(boolean ta, boolean tb) {
    int[][] shapes = {
      {1, 1, 1},
      {1, 1000, 1},
      {1, 63, 17},
      {7, 15, 16},
      {16, 16, 16},
      {17, 1, 63},
      {63, 17, 7},
      {15, 7, 1},
      {63, 63, 63},
      {100, 16, 1},
      {1, 17, 1000},
      {33, 1000, 31},
      {130, 5, 259}
    };
    for (int[] s : shapes) {
      int m = s[0];
      int depth = s[1];
      int n = s[2];
      Tensor a = ta ? Tensors.input("a", depth, m) : Tensors.input("a", m, depth);
      Tensor b = tb ? Tensors.input("b", n, depth) : Tensors.input("b", depth, n);
      float[] x = EngineContract.sixteenths(m, a.shape().toArray()).data();
      float[] y = EngineContract.sixteenths(n, b.shape().toArray()).data();
      float[] got =
          evaluate(
              Tensors.matmul(a, ta, b, tb),
              Bindings.of(a, new NDArray(a.shape(), x), b, new NDArray(b.shape(), y)));
      EngineContract.assertExact(
          Arrays.toString(s),
          got,
          at -> {
            double sum = 0;
            for (int k = 0; k < depth; k++) {
              int left = ta ? at / n + k * m : at / n * depth + k;
              int right = tb ? at % n * depth + k : at % n + k * n;
              sum += (double) x[left] * y[right];
            }
            return sum;
          });
    }
  }

  @Test
  default void a_dense_layer_with_bias_and_relu() {
    for (int n : SIZES) {
      int rows = 18;
      int depth = 5;
      Tensor x = Tensors.input("x", rows, depth);
      Tensor w = Tensors.input("w", depth, n);
      NDArray bias = EngineContract.sixteenths(3, n);
      Tensor y =
          Tensors.max(Tensors.add(Tensors.matmul(x, w), Tensors.constant(bias)), Tensors.fill(0));
      NDArray a = EngineContract.sixteenths(1, rows, depth);
      NDArray b = EngineContract.sixteenths(2, depth, n);
      EngineContract.assertExact(
          "width " + n,
          evaluate(y, Bindings.of(x, a, w, b)),
          at -> {
            double sum = bias.data()[at % n];
            for (int k = 0; k < depth; k++) {
              sum += a.data()[at / n * depth + k] * b.data()[k * n + at % n];
            }
            return Math.max(sum, 0);
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  default void reductions_over_every_set_of_axes(Reduction r) {
    int[][] shapes = {
      {1, 1, 1},
      {2, 3, 7},
      {7, 15, 16},
      {1, 1000, 1},
      {1000, 1, 17},
      {3, 63, 17},
      {1, 1, 1000},
      {17, 1, 63},
      {2, 1000, 3},
      {33, 16, 130}
    };
    for (int[] shape : shapes) {
      for (int set = 1; set < 8; set++) {
        reduction(r, shape, set);
      }
    }
  }

  /** Bit d of {@code set} says whether axis d is reduced. */
  private void reduction(Reduction r, int[] shape, int set) {
    NDArray x = EngineContract.sixteenths(set, shape);
    Tensor input = Tensors.input("x", shape);
    int[] axes = java.util.stream.IntStream.range(0, 3).filter(d -> (set >> d & 1) == 1).toArray();
    double[] want = new double[x.data().length];
    Arrays.fill(want, Double.NaN);
    int[] kept = shape.clone();
    for (int axis : axes) {
      kept[axis] = 1;
    }
    for (int i = 0; i < shape[0]; i++) {
      for (int j = 0; j < shape[1]; j++) {
        for (int k = 0; k < shape[2]; k++) {
          double v = x.data()[(i * shape[1] + j) * shape[2] + k];
          int to = (i % kept[0] * kept[1] + j % kept[1]) * kept[2] + k % kept[2];
          want[to] = Double.isNaN(want[to]) ? v : combined(r, want[to], v);
        }
      }
    }
    EngineContract.assertExact(
        r + " of " + input.shape() + " over " + Arrays.toString(axes),
        evaluate(reduced(r, input, axes), Bindings.of(input, x)),
        i -> want[i]);
  }

  private static double combined(Reduction r, double a, double b) {
    return switch (r) {
      case SUM -> a + b;
      case MAX -> a > b ? a : b;
      case MIN -> a < b ? a : b;
    };
  }

  private static Tensor reduced(Reduction r, Tensor x, int... axes) {
    return switch (r) {
      case SUM -> Tensors.sum(x, axes);
      case MAX -> Tensors.max(x, axes);
      case MIN -> Tensors.min(x, axes);
    };
  }

  @ParameterizedTest
  @EnumSource
  default void a_reduction_of_a_computed_tensor_and_what_follows_it(Reduction r) {
    for (int n : SIZES) {
      NDArray x = EngineContract.sixteenths(n, 5, n);
      Tensor input = Tensors.input("x", 5, n);
      Tensor y = Tensors.sub(Tensors.neg(input), reduced(r, Tensors.neg(input), 1));
      EngineContract.assertExact(
          r + " of 5 rows of " + n,
          evaluate(y, Bindings.of(input, x)),
          at -> {
            int row = at / n * n;
            double all = -x.data()[row];
            for (int k = 1; k < n; k++) {
              all = combined(r, all, -x.data()[row + k]);
            }
            return -x.data()[at] - all;
          });
    }
  }

  @Test
  default void a_mean_divides_by_the_count() {
    for (int n : SIZES) {
      NDArray x = EngineContract.sixteenths(n, n);
      Tensor input = Tensors.input("x", n);
      double sum = 0;
      for (float v : x.data()) {
        sum += v;
      }
      double mean = sum / n;
      float[] got = evaluate(Tensors.meanAll(input), Bindings.of(input, x));
      EngineContract.assertClose("mean of " + n, got, 2, i -> mean);
    }
  }

  @Test
  default void a_number_that_is_none_is_seen_in_a_reduction_wherever_it_stands() {
    for (int n : new int[] {1, 7, 16, 17, 63}) {
      Tensor x = Tensors.input("x", 3, n);
      for (int bad = 0; bad < n; bad++) {
        int place = n + bad;
        Bindings b = Bindings.of(x, EngineContract.fill(i -> i == place ? Double.NaN : 1, 3, n));
        for (Reduction r : Reduction.values()) {
          float[] rows = evaluate(reduced(r, x, 1), b);
          assertThat(rows[1]).as("%s, NaN at %d of %d", r, bad, n).isNaN();
          assertThat(rows[0]).as("%s beside it", r).isNotNaN();
          assertThat(evaluate(reduced(r, x, 0), b)[bad]).as("%s of columns", r).isNaN();
        }
      }
    }
  }
}
