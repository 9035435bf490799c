package dev.hourglass.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.bench.micro.PointwiseBenchmark.Function;
import dev.hourglass.bench.micro.ProductBenchmark.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each benchmark runs once and accepts its own result. */
class BenchmarksTest {

  @ParameterizedTest
  @EnumSource
  void product(Product product) {
    ProductBenchmark benchmark = new ProductBenchmark();
    benchmark.product = product;
    benchmark.threads = 2;
    benchmark.compile();
    ProductBenchmark.Operations operations = new ProductBenchmark.Operations();
    benchmark.multiply(operations);
    benchmark.check();
    assertThat(operations.flops).isEqualTo(2L * 256 * 784 * 128);
  }

  @ParameterizedTest
  @EnumSource
  void pointwise(Function function) {
    PointwiseBenchmark benchmark = new PointwiseBenchmark();
    benchmark.function = function;
    benchmark.threads = 1;
    benchmark.compile();
    PointwiseBenchmark.Numbers numbers = new PointwiseBenchmark.Numbers();
    benchmark.apply(numbers);
    benchmark.check();
    assertThat(numbers.elements).isEqualTo(32_768);
  }

  @Test
  void aResultThatWasNeverComputedIsRefused() {
    PointwiseBenchmark benchmark = new PointwiseBenchmark();
    benchmark.function = Function.EXP;
    benchmark.threads = 1;
    benchmark.compile();
    assertThatThrownBy(benchmark::check).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void trainingStep() {
    TrainingStepBenchmark benchmark = new TrainingStepBenchmark();
    benchmark.batch = 32;
    benchmark.threads = 2;
    benchmark.compile();
    TrainingStepBenchmark.Rows rows = new TrainingStepBenchmark.Rows();
    for (int i = 0; i < 20; i++) {
      assertThat(benchmark.step(rows)).isBetween(0.5f, 1f);
    }
    benchmark.check();
    assertThat(rows.samples).isEqualTo(640);
  }
}
