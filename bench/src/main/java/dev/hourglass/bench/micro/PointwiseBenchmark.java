package dev.hourglass.bench.micro;

import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Functions of each number of an array that stays in the second cache (128 KB and its result). */
@State(Scope.Thread)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH fills the fields
public class PointwiseBenchmark {
  private static final int ELEMENTS = 32_768;
  private static final double TOLERANCE = 1e-6;

  /** A function, and the same in double precision. */
  public enum Function {
    /** Only the memory and the loop. */
    NEGATE,
    /** e to the x. */
    EXP,
    /** Natural logarithm of the size. */
    LOG,
    /** Hyperbolic tangent. */
    TANH,
    /** 1 / (1 + e to the -x). */
    SIGMOID,
    /** log(1 + e to the x). */
    SOFTPLUS,
    /** 1 / x. */
    RECIPROCAL,
    /** Sine. */
    SIN;

    Tensor of(Tensor x) {
      return switch (this) {
        case NEGATE -> Tensors.neg(x);
        case EXP -> Tensors.exp(x);
        case LOG -> Tensors.log(Tensors.abs(x));
        case TANH -> Tensors.tanh(x);
        case SIGMOID -> Tensors.sigmoid(x);
        case SOFTPLUS -> Tensors.softplus(x);
        case RECIPROCAL -> Tensors.div(Tensors.fill(1), x);
        case SIN -> Tensors.sin(x);
      };
    }

    double of(double x) {
      return switch (this) {
        case NEGATE -> -x;
        case EXP -> StrictMath.exp(x);
        case LOG -> StrictMath.log(Math.abs(x));
        case TANH -> StrictMath.tanh(x);
        case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
        case SOFTPLUS -> StrictMath.log1p(StrictMath.exp(x));
        case RECIPROCAL -> 1 / x;
        case SIN -> StrictMath.sin(x);
      };
    }
  }

  /** Counts numbers. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Numbers {
    /** Function values computed. */
    public long elements;
  }

  /** Which function. */
  @Param public Function function;

  /** Of the engine. */
  @Param({"1", "2"})
  public int threads;

  private NDArray x;
  private Tensor result;
  private Program program;

  /** Compiles. */
  @Setup
  public void compile() {
    Tensor input = Tensors.input("x", ELEMENTS);
    result = function.of(input);
    x = RandomNumbers.between(-8, 8, Shape.of(ELEMENTS), 1);
    program =
        Engines.compiled(threads)
            .compile(
                new Program.Spec(List.of(result), Map.of()),
                dev.hourglass.engine.State.of(List.of()));
    program.bind(input, x);
  }

  /** All numbers once. */
  @Benchmark
  public void apply(Numbers numbers) {
    program.run(0, 0);
    numbers.elements += ELEMENTS;
  }

  /** Holds the last values against double precision. */
  @TearDown
  public void check() {
    float[] y = program.output(result).data();
    for (int i = 0; i < y.length; i++) {
      double expected = function.of((double) x.data()[i]);
      if (!(Math.abs(y[i] - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
        throw new IllegalStateException(
            "%s of %s: got %s, expected %s".formatted(function, x.data()[i], y[i], expected));
      }
    }
    program.close();
  }
}
