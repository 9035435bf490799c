package dev.hourglass.engine.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The generator against the known answers that its authors publish with Random123. */
class ThreefryTest {

  @ParameterizedTest(name = "key {0} {1}, counter {2} {3}")
  @CsvSource({
    "00000000, 00000000, 00000000, 00000000, 6b200159, 99ba4efe",
    "ffffffff, ffffffff, ffffffff, ffffffff, 1cb996fc, bb002be7",
    "13198a2e, 03707344, 243f6a88, 85a308d3, c4923a9c, 483df7a0"
  })
  void a_block_is_the_published_one(
      String key0, String key1, String counter0, String counter1, String word0, String word1) {
    long block = Threefry.block(word(key0), word(key1), word(counter0), word(counter1));
    assertThat((int) block).isEqualTo(word(word0));
    assertThat((int) (block >>> 32)).isEqualTo(word(word1));
  }

  @Test
  void an_element_takes_its_word_of_the_block_of_seed_stream_and_step() {
    long seed = 0x0123456789ABCDEFL;
    int stream = 5;
    int index = 2 * 0x243f6a88;
    long block =
        Threefry.block(
            0x89ABCDEF ^ (stream * 0x9E3779B9), 0x01234567 + stream, index >>> 1, 0x85a308d3);
    assertThat(Threefry.bits(seed, stream, 0x85a308d3, index)).isEqualTo((int) block);
    assertThat(Threefry.bits(seed, stream, 0x85a308d3, index + 1)).isEqualTo((int) (block >>> 32));
  }

  @Test
  void uniform_draws_fill_the_unit_interval_evenly() {
    int count = 100_000;
    double[] draws =
        IntStream.range(0, count).mapToDouble(i -> Threefry.uniform(42, 3, 9, i)).toArray();
    double mean = 0;
    double square = 0;
    for (double u : draws) {
      assertThat(u).isBetween(0.0, 1 - 0x1p-24);
      assertThat(u * 0x1p24).isEqualTo(Math.rint(u * 0x1p24));
      mean += u / count;
      square += u * u / count;
    }
    // five standard errors of the mean of count draws
    assertThat(Math.abs(mean - 0.5)).isLessThan(5 * Math.sqrt(1.0 / 12 / count));
    assertThat(Math.abs(square - 1.0 / 3)).isLessThan(5 * Math.sqrt(4.0 / 45 / count));
  }

  @Test
  void seed_stream_and_step_each_change_the_draws() {
    int[] first = draws(1, 1, 1);
    assertThat(draws(1, 1, 1)).isEqualTo(first);
    assertThat(draws(2, 1, 1)).isNotEqualTo(first);
    assertThat(draws(1L << 32, 1, 1)).isNotEqualTo(draws(0, 1, 1));
    assertThat(draws(1, 2, 1)).isNotEqualTo(first);
    assertThat(draws(1, 1, 2)).isNotEqualTo(first);
  }

  @Test
  void whole_numbers_stay_below_their_bound_and_reach_each_value() {
    for (int bound : new int[] {1, 2, 7, 1000, Integer.MAX_VALUE}) {
      int[] draws =
          IntStream.range(0, 20_000).map(i -> Threefry.below(bound, 7, 0, 0, i)).toArray();
      assertThat(IntStream.of(draws)).allMatch(d -> d >= 0 && d < bound);
      if (bound <= 1000) {
        assertThat(IntStream.of(draws).distinct().count()).isEqualTo(bound);
      }
    }
  }

  private static int[] draws(long seed, int stream, long step) {
    return IntStream.range(0, 16).map(i -> Threefry.bits(seed, stream, step, i)).toArray();
  }

  private static int word(String hexadecimal) {
    return Integer.parseUnsignedInt(hexadecimal, 16);
  }
}
