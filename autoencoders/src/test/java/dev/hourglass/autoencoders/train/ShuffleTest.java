package dev.hourglass.autoencoders.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffleTest {

  @Test
  void the_order_is_a_fixed_function_of_seed_and_epoch() {
    assertThat(shuffled(8, 42, 1))
        .containsExactly(shuffled(8, 42, 1))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(shuffled(100, 42, 1))
        .isNotEqualTo(shuffled(100, 42, 2))
        .isNotEqualTo(shuffled(100, 43, 1));
  }

  @Test
  void every_place_is_as_likely_as_another() {
    int[] seen = new int[5];
    for (int epoch = 0; epoch < 10_000; epoch++) {
      int[] order = shuffled(5, 7, epoch);
      for (int place = 0; place < 5; place++) {
        seen[place] += order[place] == 3 ? 1 : 0;
      }
    }
    assertThat(seen)
        .satisfies(s -> IntStream.of(s).forEach(n -> assertThat(n).isBetween(1850, 2150)));
  }

  private static int[] shuffled(int n, long seed, long stream) {
    int[] order = IntStream.range(0, n).toArray();
    Shuffle.shuffle(order, seed, stream);
    return order;
  }
}
