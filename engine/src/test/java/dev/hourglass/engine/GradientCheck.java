package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.engine.interpret.Interpreter;
import dev.hourglass.engine.interpret.Interpreter.InterpretedProgram;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;

/**
 * Holds a derivative against central differences of fourth order, (8 (f(x+h) - f(x-h)) - (f(x+2h) -
 * f(x-2h))) / 12h, in double precision. The numbers of the inputs are multiples of h = 2^-10, so
 * single precision holds each of the four places exactly.
 */
final class GradientCheck {
  private static final float H = 0x1p-10f;

  private GradientCheck() {}

  /** Where to look: the numbers of the F32 and I32 inputs. */
  record Point(Map<Tensor, NDArray> inputs, Map<Tensor, int[]> rows) {}

  /** Fails where {@code derivative} is not d({@code scalar})/d({@code by}), to 1e-6. */
  static void assertDerivative(String what, Tensor scalar, Tensor by, Tensor derivative, Point p) {
    double[] got = values(derivative, p);
    InterpretedProgram f = program(scalar, p);
    float[] x = Objects.requireNonNull(p.inputs().get(by)).data();
    assertThat(got).as("%s: numbers of the derivative", what).hasSize(x.length);
    for (int i = 0; i < x.length; i++) {
      double near = at(f, scalar, x, i, H) - at(f, scalar, x, i, -H);
      double far = at(f, scalar, x, i, 2 * H) - at(f, scalar, x, i, -2 * H);
      double want = (8 * near - far) / (12 * H);
      assertThat(got[i])
          .as("%s: d/d(%s)[%d] at %s", what, by.op(), i, x[i])
          .isCloseTo(want, Offset.offset(1e-6 * Math.max(1, Math.abs(want))));
    }
  }

  private static double at(InterpretedProgram f, Tensor scalar, float[] x, int i, float step) {
    float here = x[i];
    x[i] = here + step;
    f.run(1, 1);
    x[i] = here;
    return f.exact(scalar)[0];
  }

  /** A tensor's numbers in double precision. */
  static double[] values(Tensor t, Point p) {
    InterpretedProgram program = program(t, p);
    program.run(1, 1);
    return program.exact(t);
  }

  private static InterpretedProgram program(Tensor t, Point p) {
    Program.Spec spec = new Program.Spec(List.of(t), Map.of());
    InterpretedProgram program = new Interpreter().compile(spec, State.of(List.of()));
    p.inputs().forEach(program::bind);
    p.rows().forEach(program::bind);
    return program;
  }
}
