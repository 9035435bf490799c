package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;

/**
 * What every engine must compute, and how. The parts hold each operation over odd shapes against
 * expectations that are computed otherwise than in any engine; a test of an engine names the parts
 * and hands them the engine.
 */
interface EngineContract {
  /** Below, at and above the widths of vectors, and their multiples. */
  List<Integer> SIZES = List.of(1, 7, 15, 16, 17, 63, 1000);

  Engine engine();

  /** Values for some inputs. */
  record Bindings(Map<Tensor, NDArray> floats, Map<Tensor, int[]> ints) {
    static Bindings of(Tensor a, NDArray x) {
      return new Bindings(Map.of(a, x), Map.of());
    }

    static Bindings of(Tensor a, NDArray x, Tensor b, NDArray y) {
      return new Bindings(Map.of(a, x, b, y), Map.of());
    }

    static Bindings of(Tensor a, NDArray x, Tensor rows, int... numbers) {
      return new Bindings(Map.of(a, x), Map.of(rows, numbers));
    }

    void bindTo(Program program) {
      floats.forEach(program::bind);
      ints.forEach(program::bind);
    }
  }

  default Program program(Tensor... outputs) {
    return engine().compile(new Program.Spec(List.of(outputs), Map.of()), State.of(List.of()));
  }

  /** A program that has run once on the bindings. */
  default Program ran(Bindings bindings, Tensor... outputs) {
    Program program = program(outputs);
    bindings.bindTo(program);
    program.run(1, 1);
    return program;
  }

  default float[] evaluate(Tensor output, Bindings bindings) {
    try (Program program = ran(bindings, output)) {
      NDArray value = program.output(output);
      assertThat(value.shape()).isEqualTo(output.shape());
      return value.data();
    }
  }

  /** Multiples of 1/16 from [-2, 2]: sums and products of up to 10^5 of them are exact. */
  static NDArray sixteenths(long seed, int... dims) {
    Random random = new Random(seed);
    return fill(i -> (random.nextInt(65) - 32) / 16.0, dims);
  }

  static NDArray uniform(long seed, double low, double high, int... dims) {
    Random random = new Random(seed);
    return fill(i -> low + (high - low) * random.nextDouble(), dims);
  }

  static NDArray fill(IntToDoubleFunction value, int... dims) {
    NDArray array = NDArray.zeros(Shape.of(dims));
    for (int i = 0; i < array.data().length; i++) {
      array.data()[i] = (float) value.applyAsDouble(i);
    }
    return array;
  }

  /** Each number to within so many units in the last place of single precision. */
  static void assertClose(String what, float[] got, double ulps, IntToDoubleFunction want) {
    for (int i = 0; i < got.length; i++) {
      double w = want.applyAsDouble(i);
      assertThat((double) got[i])
          .as("%s, number %d of %d", what, i, got.length)
          .isCloseTo(w, Offset.offset(ulps * Math.ulp((float) w)));
    }
  }

  /** Each number exactly; 0 and -0 are the same. */
  static void assertExact(String what, float[] got, IntToDoubleFunction want) {
    assertClose(what, got, 0, want);
  }
}
