package dev.hourglass.autoencoders.som;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.engine.NDArray;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search against measuring every row and every unit in double. */
class UnitSearchTest {

  @ParameterizedTest(name = "{0} rows of {2}, {1} units, offset {3}, scale {4}")
  @CsvSource({
    "1, 2, 1, 0, 1",
    "1025, 7, 3, 0, 1",
    "300, 33, 17, 1000, 1",
    "200, 20, 5, 1000000, 0.5",
    "100, 9, 4, 0, 1e-20",
    "100, 9, 4, 0, 1e25"
  })
  void finds_the_two_nearest(int n, int units, int width, float offset, float scale) {
    Random random = new Random(n + 31L * units);
    float[] rows = numbers(random, n * width, offset, scale);
    float[] weights = numbers(random, units * width, offset, scale);
    BestUnits expected = plain(rows, weights, n, units, width);
    for (int threads : new int[] {1, 3}) {
      BestUnits found = find(rows, weights, n, units, width, threads);
      assertThat(found.first()).isEqualTo(expected.first());
      assertThat(found.second()).isEqualTo(expected.second());
      assertThat(found.squares()).isEqualTo(expected.squares());
    }
  }

  @Test
  void among_equals_the_first_wins() {
    float[] weights = {1, 1, 0, 1};
    BestUnits found = find(new float[] {1, 0.5f}, weights, 2, 4, 1, 1);
    assertThat(found.first()).containsExactly(0, 0);
    assertThat(found.second()).containsExactly(1, 1);
  }

  private static float[] numbers(Random random, int count, float offset, float scale) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = offset + scale * (float) random.nextGaussian();
    }
    return numbers;
  }

  private static BestUnits find(
      float[] rows, float[] weights, int n, int units, int width, int threads) {
    try (UnitSearch search = new UnitSearch(units, width, threads)) {
      search.units(weights);
      return search.find(NDArray.of(rows, n, width));
    }
  }

  private static BestUnits plain(float[] rows, float[] weights, int n, int units, int width) {
    BestUnits best = BestUnits.empty(n);
    for (int i = 0; i < n; i++) {
      double[] squares = new double[units];
      for (int u = 0; u < units; u++) {
        for (int j = 0; j < width; j++) {
          double d = (double) rows[i * width + j] - weights[u * width + j];
          squares[u] += d * d;
        }
      }
      int[] order =
          IntStream.range(0, units)
              .boxed()
              .sorted((a, b) -> Double.compare(squares[a], squares[b]))
              .mapToInt(u -> u)
              .toArray();
      best.first()[i] = order[0];
      best.second()[i] = order[1];
      best.squares()[i] = squares[order[0]];
    }
    return best;
  }
}
