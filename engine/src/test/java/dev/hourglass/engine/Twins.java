package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.engine.interpret.Interpreter;
import dev.hourglass.engine.interpret.Interpreter.InterpretedProgram;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;

/** Holds compiled programs against the interpreter, and against themselves on more threads. */
final class Twins {
  private Twins() {}

  /**
   * Fails unless the compiled program on one thread agrees with the interpreter to {@code
   * tolerance} of a tensor's largest number, and has the same bits on so many threads.
   */
  static void assertAgree(
      String what,
      Map<Tensor, NDArray> inputs,
      Map<Tensor, int[]> rows,
      List<Tensor> outputs,
      double tolerance,
      int... threads) {
    Program.Spec spec = new Program.Spec(outputs, Map.of());
    InterpretedProgram plain = new Interpreter().compile(spec, State.of(List.of()));
    run(plain, inputs, rows);
    try (Program one = compiled(1, spec, inputs, rows)) {
      for (Tensor t : outputs) {
        assertClose(what + ", " + t, floats(one, t), plain.exact(t), tolerance);
      }
      for (int n : threads) {
        try (Program other = compiled(n, spec, inputs, rows)) {
          for (Tensor t : outputs) {
            assertThat(floats(other, t))
                .as("%s, %s, %d threads against 1", what, t, n)
                .isEqualTo(floats(one, t));
          }
        }
      }
    }
  }

  private static Program compiled(
      int threads, Program.Spec spec, Map<Tensor, NDArray> inputs, Map<Tensor, int[]> rows) {
    Program program = Engines.compiled(threads).compile(spec, State.of(List.of()));
    run(program, inputs, rows);
    return program;
  }

  private static void run(Program p, Map<Tensor, NDArray> inputs, Map<Tensor, int[]> rows) {
    inputs.forEach(p::bind);
    rows.forEach(p::bind);
    p.run(7, 1);
    p.run(7, 1); // a second run must not see what the first one left
  }

  private static float[] floats(Program p, Tensor t) {
    if (t.type() == DType.F32) {
      return p.output(t).data();
    }
    int[] ints = p.intOutput(t);
    float[] floats = new float[ints.length];
    for (int i = 0; i < ints.length; i++) {
      floats[i] = ints[i];
    }
    return floats;
  }

  private static void assertClose(String what, float[] got, double[] want, double tolerance) {
    double scale = 1e-3;
    for (double w : want) {
      scale = Math.max(scale, Math.abs(w));
    }
    assertThat(got).as(what).hasSize(want.length);
    for (int i = 0; i < got.length; i++) {
      if (!(Math.abs(got[i] - want[i]) <= tolerance * scale)) { // assertThat is slow in a loop
        assertThat((double) got[i])
            .as("%s, number %d of %d", what, i, got.length)
            .isCloseTo(want[i], Offset.offset(tolerance * scale));
      }
    }
  }
}
