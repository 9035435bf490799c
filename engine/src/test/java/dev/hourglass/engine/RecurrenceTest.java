package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.engine.GradientCheck.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecurrenceTest {
  private static final long SEED = 20_26;
  private static final int BATCH = 3;
  private static final int WIDTH = 2;

  /** A recurrence over inputs with drawn numbers, multiples of 2^-10. */
  private static final class Drawn {
    final Random random = new Random(SEED);
    final List<Tensor> inputs = new ArrayList<>();
    final Map<Tensor, NDArray> values = new HashMap<>();
    final Map<Tensor, int[]> rows = new HashMap<>();
    final Tensor x;
    final Recurrence result;

    Drawn(Op.Cell cell, int steps, int @Nullable [] lengths, boolean reverse) {
      x = input("x", steps, BATCH, cell.gates() * WIDTH);
      Tensor weight = input("weight", WIDTH, cell.gates() * WIDTH);
      Tensor bias = input("bias", cell.gates() * WIDTH);
      Tensor hidden = input("hidden", BATCH, WIDTH);
      Tensor lengthsInput = lengths == null ? null : Tensors.intInput("lengths", BATCH);
      if (lengthsInput != null) {
        rows.put(lengthsInput, lengths);
      }
      result =
          cell == Op.Cell.LSTM
              ? Recurrence.lstm(
                  x, weight, bias, hidden, input("cell", BATCH, WIDTH), lengthsInput, reverse)
              : Recurrence.gru(
                  x, weight, bias, input("newBias", WIDTH), hidden, lengthsInput, reverse);
    }

    private Tensor input(String name, int... dims) {
      Tensor t = Tensors.input(name, dims);
      inputs.add(t);
      values.put(t, EngineContract.fill(i -> (random.nextInt(2048) - 1024) * 0x1p-10, dims));
      return t;
    }

    Tensor loss() {
      Tensor sum = Tensors.add(weighted(result.outputs()), weighted(result.lastHidden()));
      return result.lastCell() == null ? sum : Tensors.add(sum, weighted(result.lastCell()));
    }

    private Tensor weighted(Tensor t) {
      NDArray w = EngineContract.fill(i -> 0.5 + random.nextFloat(), t.shape().toArray());
      return Tensors.sumAll(Tensors.mul(Tensors.square(t), Tensors.constant(w)));
    }

    Point point() {
      return new Point(values, rows);
    }
  }

  @ParameterizedTest(name = "{0}, reverse {1}, lengths {2}, seed " + SEED)
  @CsvSource({
    "LSTM, false, false",
    "LSTM, true, false",
    "LSTM, false, true",
    "LSTM, true, true",
    "GRU, false, false",
    "GRU, true, false",
    "GRU, false, true",
    "GRU, true, true"
  })
  void derivatives_agree_with_central_differences(Op.Cell cell, boolean reverse, boolean lengths) {
    Drawn d = new Drawn(cell, 4, lengths ? new int[] {2, 4, 0} : null, reverse);
    Tensor loss = d.loss();
    List<Tensor> gradients = Gradients.of(loss, d.inputs);
    for (int i = 0; i < gradients.size(); i++) {
      GradientCheck.assertDerivative(
          d.inputs.get(i).toString(), loss, d.inputs.get(i), gradients.get(i), d.point());
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_slice_of_the_outputs_has_its_derivative(Op.Cell cell) {
    Drawn d = new Drawn(cell, 4, null, false);
    Tensor block =
        Tensors.slice(d.result.outputs(), new int[] {1, 0, 0}, new int[] {2, BATCH, WIDTH});
    Tensor loss = Tensors.sumAll(Tensors.square(block));
    Tensor gradient = Gradients.of(loss, List.of(d.x)).getFirst();
    GradientCheck.assertDerivative("x", loss, d.x, gradient, d.point());
  }

  @ParameterizedTest(name = "{0}, reverse {1}")
  @CsvSource({"LSTM, false", "LSTM, true", "GRU, false", "GRU, true"})
  void a_padded_row_gives_the_bits_of_an_unpadded_one(Op.Cell cell, boolean reverse) {
    Drawn padded = new Drawn(cell, 7, new int[] {4, 4, 4}, reverse);
    Drawn plain = new Drawn(cell, 4, null, reverse);
    for (int i = 0; i < plain.inputs.size(); i++) {
      NDArray from = Objects.requireNonNull(padded.values.get(padded.inputs.get(i)));
      int size = plain.inputs.get(i).shape().size();
      NDArray value = new NDArray(plain.inputs.get(i).shape(), Arrays.copyOf(from.data(), size));
      plain.values.put(plain.inputs.get(i), value);
    }
    List<float[]> a = run(padded);
    List<float[]> b = run(plain);
    assertThat(Arrays.copyOf(a.getFirst(), 4 * BATCH * WIDTH)).isEqualTo(b.getFirst());
    for (int i = 1; i < a.size(); i++) {
      int size = b.get(i).length;
      assertThat(Arrays.copyOf(a.get(i), size)).as("output %d", i).isEqualTo(b.get(i));
      for (int j = size; j < a.get(i).length; j++) {
        assertThat(a.get(i)[j]).as("padding has no derivative").isZero();
      }
    }
  }

  /** Outputs, last states, and the derivatives of the last hidden state by all inputs. */
  private static List<float[]> run(Drawn d) {
    List<Tensor> outputs = new ArrayList<>(List.of(d.result.outputs(), d.result.lastHidden()));
    if (d.result.lastCell() != null) {
      outputs.add(d.result.lastCell());
    }
    Tensor loss = Tensors.sumAll(Tensors.square(d.result.lastHidden()));
    outputs.addAll(Gradients.of(loss, d.inputs));
    Program.Spec spec = new Program.Spec(outputs, Map.of());
    try (Program p = Engines.compiled(2).compile(spec, State.of(List.of()))) {
      d.values.forEach(p::bind);
      d.rows.forEach(p::bind);
      p.run(1, 1);
      return outputs.stream().map(t -> p.output(t).data()).toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_length_beyond_the_steps_fails_the_run(Op.Cell cell) {
    Drawn d = new Drawn(cell, 4, new int[] {2, 5, 1}, false);
    assertThatThrownBy(() -> run(d))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("a row of length 5 among 4 steps");
    assertThatThrownBy(() -> GradientCheck.values(d.result.outputs(), d.point()))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("a row of length 5 among 4 steps");
  }

  @ParameterizedTest
  @EnumSource
  void a_second_derivative_is_refused(Op.Cell cell) {
    Drawn d = new Drawn(cell, 2, null, false);
    Tensor first = Gradients.of(d.loss(), List.of(d.x)).getFirst();
    Tensor penalty = Tensors.sumAll(Tensors.square(first));
    assertThatThrownBy(() -> Gradients.of(penalty, List.of(d.x)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("LSTM or GRU");
  }

  @Test
  void shapes_that_do_not_fit_are_refused() {
    Tensor x = Tensors.input("x", 5, 3, 8);
    Tensor w = Tensors.input("w", 2, 8);
    Tensor h = Tensors.input("h", 3, 2);
    Tensor b = Tensors.input("b", 8);
    assertThatThrownBy(() -> Recurrence.lstm(x, Tensors.input("w", 2, 6), b, h, h, null, false))
        .isInstanceOf(ShapeException.class)
        .hasMessage("recurrence: weight must be F32 [2, 8], got F32 [2, 6]");
    assertThatThrownBy(() -> Recurrence.lstm(x, w, b, h, w, null, false))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("cell must be F32 [3, 2]");
    assertThatThrownBy(() -> Recurrence.lstm(x, w, b, h, h, Tensors.intInput("n", 4), false))
        .isInstanceOf(ShapeException.class)
        .hasMessage("LSTM: lengths must be I32 [3], got I32 [4]");
    assertThatThrownBy(() -> Recurrence.gru(x, w, b, b, h, null, false))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("projected must be F32 [5, 3, 6]");
  }
}
