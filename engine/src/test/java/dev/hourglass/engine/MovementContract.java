package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations that move numbers and round none: each result must be exact. */
interface MovementContract extends EngineContract {
  /** All orders of three axes. */
  List<List<Integer>> PERMUTATIONS =
      List.of(
          List.of(0, 1, 2),
          List.of(0, 2, 1),
          List.of(1, 0, 2),
          List.of(1, 2, 0),
          List.of(2, 0, 1),
          List.of(2, 1, 0));

  @Test
  default void a_matrix_is_transposed() {
    for (int m : SIZES) {
      for (int n : m == 1000 ? List.of(1, 17) : SIZES) {
        NDArray x = EngineContract.sixteenths(m + n, m, n);
        Tensor input = Tensors.input("x", m, n);
        EngineContract.assertExact(
            "transpose of " + input.shape(),
            evaluate(Tensors.transpose(input, 1, 0), Bindings.of(input, x)),
            i -> x.data()[i % m * n + i / m]);
      }
    }
  }

  @Test
  default void three_axes_in_every_order() {
    for (int[] dims : new int[][] {{2, 3, 5}, {1, 17, 16}, {16, 1, 7}, {15, 63, 1}, {3, 17, 33}}) {
      NDArray x = EngineContract.sixteenths(dims[1], dims);
      Tensor input = Tensors.input("x", dims);
      for (List<Integer> p : PERMUTATIONS) {
        int[] axes = p.stream().mapToInt(Integer::intValue).toArray();
        Tensor y = Tensors.transpose(input, axes);
        int[] place = new int[3];
        EngineContract.assertExact(
            "axes " + p + " of " + input.shape(),
            evaluate(y, Bindings.of(input, x)),
            i -> {
              place[axes[0]] = i / (y.dim(1) * y.dim(2));
              place[axes[1]] = i / y.dim(2) % y.dim(1);
              place[axes[2]] = i % y.dim(2);
              return x.data()[(place[0] * dims[1] + place[1]) * dims[2] + place[2]];
            });
      }
    }
  }

  @Test
  default void a_shape_is_changed_and_the_numbers_stay_in_order() {
    NDArray x = EngineContract.sixteenths(1, 6, 35);
    Tensor input = Tensors.input("x", 6, 35);
    for (int[] dims : new int[][] {{210}, {35, 6}, {2, 3, 5, 7}, {1, 210, 1}, {14, 15}}) {
      Tensor y = Tensors.neg(Tensors.reshape(Tensors.neg(input), dims));
      EngineContract.assertExact(
          Arrays.toString(dims), evaluate(y, Bindings.of(input, x)), i -> x.data()[i]);
    }
  }

  @Test
  default void blocks_of_a_matrix() {
    int[][] blocks = {{0, 0, 1, 1}, {3, 2, 7, 16}, {0, 5, 20, 1}, {19, 0, 1, 40}, {4, 0, 9, 40}};
    NDArray x = EngineContract.sixteenths(2, 20, 40);
    Tensor input = Tensors.input("x", 20, 40);
    for (int[] b : blocks) {
      Tensor y = Tensors.slice(input, new int[] {b[0], b[1]}, new int[] {b[2], b[3]});
      EngineContract.assertExact(
          "block " + Arrays.toString(b),
          evaluate(y, Bindings.of(input, x)),
          i -> x.data()[(b[0] + i / b[3]) * 40 + b[1] + i % b[3]]);
    }
  }

  @Test
  default void zeros_are_laid_around_a_matrix() {
    for (int n : List.of(1, 7, 16, 17, 63)) {
      for (int[] p : new int[][] {{1, 0, 0, 0}, {0, 2, 0, 3}, {0, 0, 5, 1}, {2, 17, 1, 16}}) {
        NDArray x = EngineContract.sixteenths(n, 5, n);
        Tensor input = Tensors.input("x", 5, n);
        Tensor y = Tensors.pad(input, new int[] {p[0], p[1]}, new int[] {p[2], p[3]});
        int width = y.dim(1);
        EngineContract.assertExact(
            input.shape() + " padded by " + Arrays.toString(p),
            evaluate(y, Bindings.of(input, x)),
            i -> {
              int row = i / width - p[0];
              int column = i % width - p[1];
              boolean inside = row >= 0 && row < 5 && column >= 0 && column < n;
              return inside ? x.data()[row * n + column] : 0;
            });
      }
    }
  }

  @ParameterizedTest(name = "along axis {0}")
  @ValueSource(ints = {0, 1, 2})
  default void tensors_are_joined(int axis) {
    int[] lengths = {1, 7, 16, 17};
    Tensor[] parts = new Tensor[4];
    NDArray[] values = new NDArray[4];
    for (int p = 0; p < 4; p++) {
      int[] dims = {2, 3, 5};
      dims[axis] = lengths[p];
      parts[p] = Tensors.input("x" + p, dims);
      values[p] = EngineContract.sixteenths(p, dims);
    }
    Map<Tensor, NDArray> floats =
        Map.of(parts[0], values[0], parts[1], values[1], parts[2], values[2], parts[3], values[3]);
    Bindings all = new Bindings(floats, Map.of());
    Tensor inputs = Tensors.concat(axis, List.of(parts));
    Tensor computed =
        Tensors.concat(
            axis, List.of(parts[0], Tensors.neg(Tensors.neg(parts[1])), parts[2], parts[3]));
    for (Tensor y : List.of(inputs, computed, Tensors.neg(Tensors.neg(computed)))) {
      float[] got = evaluate(y, all);
      int inner = y.dim(-1) * (axis < 2 ? 1 : 0) + (axis < 2 ? 0 : 1);
      int behind = axis == 0 ? y.dim(1) * inner : inner;
      EngineContract.assertExact(
          "joined along " + axis, got, i -> joined(values, axis, i / behind, i % behind, behind));
    }
  }

  /** Number {@code rest} behind place {@code at} of the joined axis, counted through all rows. */
  private static double joined(NDArray[] values, int axis, int at, int rest, int behind) {
    int total = Arrays.stream(values).mapToInt(v -> v.shape().dim(axis)).sum();
    int row = at / total;
    int place = at % total;
    int part = 0;
    while (place >= values[part].shape().dim(axis)) {
      place -= values[part++].shape().dim(axis);
    }
    return values[part].data()[(row * values[part].shape().dim(axis) + place) * behind + rest];
  }

  @Test
  default void rows_are_gathered_and_added_up() {
    for (int width : SIZES) {
      for (int count : List.of(1, 7, 33)) {
        int size = 9;
        Random random = new Random(width + count);
        int[] numbers = random.ints(count, 0, size).toArray();
        Tensor rows = Tensors.intInput("rows", count);
        Tensor table = Tensors.input("table", size, width);
        NDArray x = EngineContract.sixteenths(width, size, width);
        EngineContract.assertExact(
            "rows " + Arrays.toString(numbers) + " of width " + width,
            evaluate(Tensors.gather(table, rows), Bindings.of(table, x, rows, numbers)),
            i -> x.data()[numbers[i / width] * width + i % width]);
        Tensor values = Tensors.input("values", count, width);
        NDArray v = EngineContract.sixteenths(width, count, width);
        EngineContract.assertExact(
            "added by " + Arrays.toString(numbers),
            evaluate(Tensors.scatterAdd(values, rows, size), Bindings.of(values, v, rows, numbers)),
            i -> {
              double sum = 0;
              for (int r = 0; r < count; r++) {
                sum += numbers[r] == i / width ? v.data()[r * width + i % width] : 0;
              }
              return sum;
            });
      }
    }
  }

  @ParameterizedTest(name = "row number {0} of 4")
  @ValueSource(ints = {-1, 4, Integer.MAX_VALUE, Integer.MIN_VALUE})
  default void a_row_number_outside_the_table_fails_the_run_and_the_next_run_works(int bad) {
    Tensor rows = Tensors.intInput("rows", 3);
    Tensor x = Tensors.input("x", 4, 5);
    Tensor v = Tensors.input("v", 3, 5);
    Tensor[] outputs = {Tensors.gather(x, rows), Tensors.scatterAdd(v, rows, 4)};
    for (Tensor y : outputs) {
      try (Program p = program(y)) {
        p.bind(x, NDArray.zeros(x.shape()));
        p.bind(v, NDArray.zeros(v.shape()));
        p.bind(rows, new int[] {0, bad, 1});
        assertThatThrownBy(() -> p.run(1, 1))
            .isInstanceOf(IndexOutOfBoundsException.class)
            .hasMessageContaining(String.valueOf(bad))
            .hasMessageContaining("4");
        p.bind(rows, new int[] {0, 3, 1});
        p.run(1, 2);
        assertThat(p.output(y).data()).containsOnly(0);
      }
    }
  }

  @Test
  default void the_position_of_the_best_is_the_first_among_equals() {
    for (int n : SIZES) {
      Tensor x = Tensors.input("x", 4, n);
      for (int period : new int[] {1, 2, 3, n}) {
        NDArray v = EngineContract.fill(i -> i % n % period, 4, n);
        best(Tensors.argmax(x, 1), v, (row, col) -> row, n, true);
        best(Tensors.argmin(x, 1), v, (row, col) -> row, n, false);
      }
      NDArray columns = EngineContract.fill(i -> (i / n + i) % 3, 4, n);
      best(Tensors.argmax(x, 0), columns, (row, col) -> col, n, true);
      best(Tensors.argmin(x, -2), columns, (row, col) -> col, n, false);
    }
  }

  @Test
  default void the_k_largest_of_a_row_are_marked_the_first_among_equals() {
    Tensor x = Tensors.input("x", 3, 5);
    NDArray v = NDArray.of(new float[] {1, 3, 2, 3, 3, -1, -1, -1, -1, -1, 5, 4, 3, 2, 1}, 3, 5);
    float[] want = {0, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0};
    EngineContract.assertExact(
        "two largest", evaluate(Tensors.topKMask(x, 2), Bindings.of(x, v)), i -> want[i]);
  }

  private void best(Tensor y, NDArray x, IntBinaryOperator place, int n, boolean largest) {
    int[] want = new int[y.shape().size()];
    double[] found = new double[want.length];
    Arrays.fill(found, Double.NEGATIVE_INFINITY);
    for (int row = 0; row < 4; row++) {
      for (int col = 0; col < n; col++) {
        double v = largest ? x.data()[row * n + col] : -x.data()[row * n + col];
        int to = place.applyAsInt(row, col);
        if (v > found[to]) {
          found[to] = v;
          want[to] = y.dim(0) == 1 ? row : col;
        }
      }
    }
    try (Program p = ran(Bindings.of(y.input(0), x), y)) {
      assertThat(p.intOutput(y)).as("%s of %s", y, y.input(0).shape()).isEqualTo(want);
    }
  }

  @Test
  default void whole_numbers_can_be_used_as_row_numbers() {
    for (int count : SIZES) {
      Tensor x = Tensors.input("x", count);
      Tensor table = Tensors.input("table", 7, 3);
      NDArray numbers = EngineContract.fill(i -> 5 * i % 7, count);
      NDArray t = EngineContract.sixteenths(1, 7, 3);
      EngineContract.assertExact(
          count + " rows",
          evaluate(Tensors.gather(table, Tensors.rowNumbers(x)), Bindings.of(x, numbers, table, t)),
          i -> t.data()[5 * (i / 3) % 7 * 3 + i % 3]);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0.5f, Float.NaN, 1e10f, -1e10f, 0x1p31f, Float.NEGATIVE_INFINITY})
  default void what_is_no_whole_number_is_no_row_number(float bad) {
    Tensor x = Tensors.input("x", 3);
    Tensor y = Tensors.rowNumbers(x);
    try (Program p = program(y)) {
      p.bind(x, NDArray.of(new float[] {1, bad, 2}, 3));
      assertThatThrownBy(() -> p.run(1, 1))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("is no row number");
      p.bind(x, NDArray.of(new float[] {1, -3, -0f}, 3));
      p.run(1, 2);
      assertThat(p.intOutput(y)).containsExactly(1, -3, 0);
    }
  }

  @Test
  default void a_position_can_be_used_as_a_row_number() {
    Tensor x = Tensors.input("x", 3, 17);
    Tensor table = Tensors.input("table", 17, 5);
    NDArray scores = EngineContract.fill(i -> i % 17 == 5 * (i / 17) + 2 ? 1 : 0, 3, 17);
    NDArray t = EngineContract.sixteenths(1, 17, 5);
    Tensor best = Tensors.reshape(Tensors.argmax(x, 1), 3);
    EngineContract.assertExact(
        "rows 2, 7, 12",
        evaluate(Tensors.gather(table, best), Bindings.of(x, scores, table, t)),
        i -> t.data()[(5 * (i / 5) + 2) * 5 + i % 5]);
  }
}
