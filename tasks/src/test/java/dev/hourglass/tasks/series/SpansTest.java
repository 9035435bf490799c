package dev.hourglass.tasks.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.tasks.metrics.Segment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {
  private static final Spans WHOLE = new Spans(1, 1, 4, 2, 0.1);

  @Test
  void a_peak_is_found_with_its_padding() {
    double[] scores = new double[100];
    scores[50] = 1; // mean 0.01, deviation 0.0995: the threshold is 0.408
    assertThat(Segment.of(WHOLE.of(scores))).containsExactly(new Segment(48, 53));
    scores[0] = 0.4;
    assertThat(Segment.of(WHOLE.of(scores))).containsExactly(new Segment(48, 53));
    assertThat(WHOLE.of(new double[10])).containsOnly(false);
  }

  @Test
  void peaks_behind_the_last_clear_fall_are_pruned() {
    double[] scores = new double[400];
    scores[100] = 10;
    scores[200] = 5;
    scores[300] = 4.8; // 4 % below 5, and 4.7 is 2 % below that
    scores[390] = 4.7;
    boolean[] found = new Spans(1, 1, 4, 2, 0.1).of(scores);
    assertThat(Segment.of(found)).hasSize(4); // the ordinary 0 is a clear fall
    Arrays.fill(scores, 0, 20, 2.9); // now ordinary points come near
    found = new Spans(1, 1, 5, 2, 0.5).of(scores);
    assertThat(Segment.of(found)).containsExactly(new Segment(98, 103));
  }

  @Test
  void a_stretch_has_a_threshold_of_its_own() {
    Random random = new Random(1);
    double[] scores = new double[900];
    for (int t = 0; t < 900; t++) {
      scores[t] = random.nextDouble() * (t < 450 ? 1 : 100);
    }
    scores[100] = 20;
    assertThat(Segment.of(Spans.DEFAULTS.withPadding(3).of(scores))).contains(new Segment(97, 104));
    assertThat(new Spans(1, 1, 4, 3, 0.1).of(scores)[100]).isFalse();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void units_do_not_matter(long seed) {
    Random random = new Random(seed);
    double[] scores = random.doubles(500).map(u -> 1 / (0.02 + u)).toArray();
    double[] others = Arrays.stream(scores).map(s -> 1024 * s).toArray();
    assertThat(Spans.DEFAULTS.of(others)).isEqualTo(Spans.DEFAULTS.of(scores));
  }

  @Test
  void nonsense_is_refused() {
    assertThatThrownBy(() -> new Spans(0, 1, 4, 2, 0.1)).hasMessageStartingWith("spans need");
    assertThat(Spans.DEFAULTS.of(new double[0])).isEmpty();
    assertThat(Spans.DEFAULTS.of(new double[] {1})).containsExactly(false);
  }
}
