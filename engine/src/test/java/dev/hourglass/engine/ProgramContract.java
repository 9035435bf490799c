package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.engine.random.Threefry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How programs are bound, run and asked; how they change a state; what they draw. */
interface ProgramContract extends EngineContract {

  @Test
  default void an_input_is_bound_by_reference_and_may_be_bound_anew() {
    Tensor x = Tensors.input("x", 20);
    Tensor y = Tensors.mul(x, Tensors.fill(2));
    try (Program p = program(y)) {
      float[] data = new float[20];
      p.bind(x, NDArray.of(data, 20));
      data[19] = 3;
      p.run(1, 1);
      assertThat(p.output(y).data()[19]).isEqualTo(6);
      p.bind(x, EngineContract.fill(i -> i, 20));
      p.run(1, 2);
      assertThat(p.output(y).data()[19]).isEqualTo(38);
    }
  }

  @Test
  default void an_output_is_a_copy_that_the_next_run_leaves_alone() {
    Tensor x = Tensors.input("x", 5);
    Tensor y = Tensors.neg(x);
    try (Program p = program(y)) {
      p.bind(x, EngineContract.fill(i -> 1, 5));
      p.run(1, 1);
      NDArray first = p.output(y);
      p.bind(x, EngineContract.fill(i -> 2, 5));
      p.run(1, 2);
      assertThat(first.data()).containsOnly(-1);
      assertThat(p.output(y).data()).containsOnly(-2);
    }
  }

  @Test
  default void an_input_without_numbers_is_named() {
    Tensor x = Tensors.input("pixels", 2, 3);
    try (Program p = program(Tensors.neg(x))) {
      assertThatThrownBy(() -> p.run(1, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("pixels")
          .hasMessageContaining("[2, 3]");
    }
  }

  @Test
  default void numbers_of_another_shape_are_refused_with_both_shapes() {
    Tensor x = Tensors.input("pixels", 2, 3);
    Tensor rows = Tensors.intInput("rows", 4);
    try (Program p = program(Tensors.gather(x, rows))) {
      assertThatThrownBy(() -> p.bind(x, NDArray.zeros(Shape.of(3, 2))))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("pixels")
          .hasMessageContaining("[2, 3]")
          .hasMessageContaining("[3, 2]");
      assertThatThrownBy(() -> p.bind(rows, new int[5]))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("rows")
          .hasMessageContaining("[4]")
          .hasMessageContaining("5");
    }
  }

  @Test
  default void what_is_no_output_cannot_be_read() {
    Tensor x = Tensors.input("x", 2);
    Tensor y = Tensors.neg(x);
    try (Program p = program(y)) {
      p.bind(x, NDArray.zeros(x.shape()));
      p.run(1, 1);
      assertThatThrownBy(() -> p.output(Tensors.input("other", 7)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("other")
          .hasMessageContaining("[7]");
    }
  }

  @Test
  default void a_scalar_and_the_same_tensor_twice_are_outputs_too() {
    Tensor x = Tensors.input("x", 3);
    Tensor sum = Tensors.sumAll(x);
    try (Program p = ran(Bindings.of(x, EngineContract.fill(i -> i + 1, 3)), sum, x, sum)) {
      assertThat(p.scalar(sum)).isEqualTo(6);
      assertThat(p.output(x).data()).containsExactly(1, 2, 3);
    }
  }

  @Test
  default void parameters_change_places_since_all_updates_see_the_values_before_the_run() {
    for (int n : SIZES) {
      Tensor a = Tensors.parameter("a", n);
      Tensor b = Tensors.parameter("b", n);
      State state = State.of(List.of(a, b));
      NDArray was = EngineContract.sixteenths(n, n);
      System.arraycopy(was.data(), 0, state.get(a).data(), 0, n);
      Program.Spec spec = new Program.Spec(List.of(), Map.of(a, b, b, a));
      try (Program p = engine().compile(spec, state)) {
        p.run(1, 1);
      }
      assertThat(state.get(a).data()).as("a of %d", n).containsOnly(0);
      assertThat(state.get(b)).as("b of %d", n).isEqualTo(was);
    }
  }

  @Test
  default void an_update_may_read_its_parameter_in_another_order() {
    for (int n : List.of(2, 7, 16, 17, 63)) {
      Tensor a = Tensors.parameter("a", n, n);
      State state = State.of(List.of(a));
      NDArray was = EngineContract.sixteenths(n, n, n);
      System.arraycopy(was.data(), 0, state.get(a).data(), 0, n * n);
      Tensor first = Tensors.slice(a, new int[] {0, 0}, new int[] {1, n});
      Tensor next = Tensors.add(Tensors.add(a, first), Tensors.transpose(a, 1, 0));
      try (Program p = engine().compile(new Program.Spec(List.of(), Map.of(a, next)), state)) {
        p.run(1, 1);
      }
      EngineContract.assertExact(
          "a of " + n,
          state.get(a).data(),
          i -> was.data()[i] + was.data()[i % n] + was.data()[i % n * n + i / n]);
    }
  }

  @Test
  default void an_output_that_depends_on_an_updated_parameter_shows_the_value_before() {
    Tensor a = Tensors.parameter("a", 5);
    State state = State.of(List.of(a));
    Tensor next = Tensors.add(a, Tensors.fill(1));
    Tensor twice = Tensors.mul(a, Tensors.fill(2));
    Program.Spec spec = new Program.Spec(List.of(twice, next), Map.of(a, next));
    try (Program p = engine().compile(spec, state)) {
      for (int step = 0; step < 3; step++) {
        p.run(1, step);
        assertThat(p.output(twice).data()).containsOnly(2 * step);
        assertThat(p.output(next).data()).containsOnly(step + 1);
        assertThat(state.get(a).data()).containsOnly(step + 1);
      }
    }
  }

  @Test
  default void a_parameter_as_an_output_shows_the_value_before_its_update() {
    Tensor a = Tensors.parameter("a", 2, 3);
    State state = State.of(List.of(a));
    Tensor next = Tensors.add(a, Tensors.fill(1));
    Tensor view = Tensors.reshape(a, 6);
    try (Program p = engine().compile(new Program.Spec(List.of(a, view), Map.of(a, next)), state)) {
      p.run(1, 1);
      p.run(1, 2);
      assertThat(p.output(a).data()).containsOnly(1);
      assertThat(p.output(view).data()).containsOnly(1);
      assertThat(state.get(a).data()).containsOnly(2);
    }
  }

  @Test
  default void two_programs_of_different_batches_move_the_same_parameters() {
    Tensor w = Tensors.parameter("w", 3, 2);
    State state = State.of(List.of(w));
    for (int rows : new int[] {16, 7, 1, 16}) {
      Tensor x = Tensors.input("x", rows, 3);
      Tensor next = Tensors.add(w, Tensors.matmul(x, true, Tensors.fill(1, rows, 2), false));
      try (Program p = engine().compile(new Program.Spec(List.of(), Map.of(w, next)), state)) {
        p.bind(x, EngineContract.fill(i -> 1, rows, 3));
        p.run(1, 1);
      }
    }
    assertThat(state.get(w).data()).containsOnly(40);
  }

  @Test
  default void draws_are_those_of_seed_stream_step_and_place() {
    for (int n : SIZES) {
      Tensor u = Tensors.randomUniform(3, n);
      Tensor v = Tensors.randomUniform(4, n);
      try (Program p = program(u, v)) {
        for (int step = 1; step < 3; step++) {
          int now = step;
          p.run(77, step);
          EngineContract.assertExact(
              n + " of stream 3", p.output(u).data(), i -> Threefry.uniform(77, 3, now, i));
          EngineContract.assertExact(
              n + " of stream 4", p.output(v).data(), i -> Threefry.uniform(77, 4, now, i));
        }
      }
    }
  }

  @Test
  default void normal_draws_have_mean_0_and_variance_1() {
    Tensor z = Tensors.randomNormal(1, 100, 1000);
    try (Program p = program(z, Tensors.meanAll(z))) {
      p.run(5, 1);
      double sum = 0;
      double squares = 0;
      for (float x : p.output(z).data()) {
        sum += x;
        squares += (double) x * x;
      }
      assertThat(Math.abs(sum / 1e5)).as("mean").isLessThan(0.01); // 3 deviations
      assertThat(Math.abs(squares / 1e5 - 1)).as("variance").isLessThan(0.015);
    }
  }
}
