package dev.hourglass.tasks.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesSplitTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void no_training_window_touches_what_is_held_out(long seed) {
    Random random = new Random(seed);
    int window = 3 + random.nextInt(20);
    int[] lengths = random.ints(1 + random.nextInt(4), 4 * window, 40 * window).toArray();
    List<boolean[]> excluded = new ArrayList<>();
    for (int length : lengths) {
      boolean[] points = new boolean[length];
      points[random.nextInt(length)] = true;
      excluded.add(points);
    }
    SeriesSplit split = SeriesSplit.of(lengths, excluded, window, 0.2, seed);
    boolean[] allowed = new boolean[java.util.Arrays.stream(lengths).sum()];
    int offset = 0;
    int held = 0;
    for (int s = 0; s < lengths.length; s++) {
      for (int t = 0; t < lengths[s]; t++) {
        boolean out = split.heldOut().get(s)[t];
        assertThat(out && excluded.get(s)[t]).isFalse();
        allowed[offset + t] = !out && !excluded.get(s)[t];
        held += out ? 1 : 0;
      }
      offset += lengths[s];
    }
    assertThat((double) held / offset).isBetween(0.15, 0.21);
    for (int start : split.starts()) {
      for (int i = 0; i < window; i++) {
        assertThat(allowed[start + i]).isTrue();
      }
      assertThat(seriesOf(lengths, start)).isEqualTo(seriesOf(lengths, start + window - 1));
    }
  }

  private static int seriesOf(int[] lengths, int point) {
    int s = 0;
    for (int left = point; left >= lengths[s]; s++) {
      left -= lengths[s];
    }
    return s;
  }

  @Test
  void too_short_series_are_refused() {
    assertThatThrownBy(() -> SeriesSplit.of(new int[] {20}, List.of(new boolean[20]), 18, 0.2, 1))
        .hasMessageContaining("windows of 18")
        .hasMessageContaining("--window N");
  }
}
