package dev.hourglass.bench.micro;

import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
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

/** The five matrix products of a training step of 784-128-784 at batch 256. */
@State(Scope.Thread)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH fills the fields
public class ProductBenchmark {
  private static final double TOLERANCE = 1e-5;

  /** C (m, n) = A (m, k) times B (k, n), either kept transposed. */
  public enum Product {
    /** x W1. */
    HIDDEN(256, 784, 128, false, false),
    /** h W2. */
    OUTPUT(256, 128, 784, false, false),
    /** Transposed x times the gradient at the hidden layer. */
    WEIGHT_1(784, 256, 128, true, false),
    /** Transposed h times the gradient at the output. */
    WEIGHT_2(128, 256, 784, true, false),
    /** The gradient at the output times transposed W2. */
    BACK(256, 784, 128, false, true);

    final int m;
    final int k;
    final int n;
    final boolean transposeA;
    final boolean transposeB;

    Product(int m, int k, int n, boolean transposeA, boolean transposeB) {
      this.m = m;
      this.k = k;
      this.n = n;
      this.transposeA = transposeA;
      this.transposeB = transposeB;
    }

    Tensor a() {
      return transposeA ? Tensors.input("a", k, m) : Tensors.input("a", m, k);
    }

    Tensor b() {
      return transposeB ? Tensors.input("b", n, k) : Tensors.input("b", k, n);
    }

    /** The number at row i, column j in double precision. */
    double at(int i, int j, float[] a, float[] b) {
      double sum = 0;
      for (int p = 0; p < k; p++) {
        double left = a[transposeA ? p * m + i : i * k + p];
        sum += left * b[transposeB ? j * k + p : p * n + j];
      }
      return sum;
    }
  }

  /** Counts operations. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Operations {
    /** Two for each multiply-add. */
    public long flops;
  }

  /** Which product. */
  @Param public Product product;

  /** Of the engine. */
  @Param({"1", "2"})
  public int threads;

  private NDArray a;
  private NDArray b;
  private Tensor result;
  private Program program;

  /** Compiles. */
  @Setup
  public void compile() {
    Tensor left = product.a();
    Tensor right = product.b();
    result = Tensors.matmul(left, product.transposeA, right, product.transposeB);
    a = RandomNumbers.between(-1, 1, left.shape(), 1);
    b = RandomNumbers.between(-1, 1, right.shape(), 2);
    program =
        Engines.compiled(threads)
            .compile(
                new Program.Spec(List.of(result), Map.of()),
                dev.hourglass.engine.State.of(List.of()));
    program.bind(left, a);
    program.bind(right, b);
  }

  /** One product. */
  @Benchmark
  public void multiply(Operations operations) {
    program.run(0, 0);
    operations.flops += 2L * product.m * product.k * product.n;
  }

  /** Holds the last product against double precision. */
  @TearDown
  public void check() {
    float[] c = program.output(result).data();
    for (int i = 0; i < product.m; i++) {
      for (int j = 0; j < product.n; j++) {
        double expected = product.at(i, j, a.data(), b.data());
        float got = c[i * product.n + j];
        if (Math.abs(got - expected) > TOLERANCE * product.k) {
          throw new IllegalStateException(
              "%s, row %d, column %d: got %s, expected %s".formatted(product, i, j, got, expected));
        }
      }
    }
    program.close();
  }
}
