package dev.hourglass.tasks.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesScoresTest {
  private static final double EPS = 1e-12;
  private static final List<Segment> TRUTH = List.of(new Segment(10, 20), new Segment(40, 50));

  @Test
  void segments_are_runs() {
    assertThat(Segment.of(new boolean[] {true, false, true, true}))
        .containsExactly(new Segment(0, 1), new Segment(2, 4));
    assertThat(Segment.of(new boolean[3])).isEmpty();
    assertThat(new Segment(2, 5).overlap(new Segment(4, 9))).isEqualTo(1);
    assertThat(new Segment(2, 5).overlap(new Segment(5, 9))).isZero();
  }

  @Test
  void overlap_counts_whole_segments() {
    OverlapScore score =
        OverlapScore.of(
            TRUTH, List.of(new Segment(5, 11), new Segment(15, 16), new Segment(30, 31)));
    assertThat(score).isEqualTo(new OverlapScore(1, 1, 1));
    assertThat(score.f1()).isEqualTo(0.5);
    assertThat(score.plus(new OverlapScore(2, 0, 0)).recall()).isEqualTo(0.75);
    assertThat(OverlapScore.of(TRUTH, List.of()).precision()).isZero();
  }

  @Test
  void ranges_reward_cover_and_punish_pieces() {
    RangeScore one = RangeScore.of(TRUTH, List.of(new Segment(10, 15)), 0);
    assertThat(one.recall()).isCloseTo(0.25, within(EPS));
    assertThat(one.precision()).isEqualTo(1);
    RangeScore pieces = RangeScore.of(TRUTH, List.of(new Segment(10, 12), new Segment(17, 20)), 0);
    assertThat(pieces.recall()).isCloseTo(0.125, within(EPS));
    RangeScore found = RangeScore.of(TRUTH, List.of(new Segment(10, 15)), 0.5);
    assertThat(found.recall()).isCloseTo((0.5 + 0.25) / 2, within(EPS));
    assertThat(RangeScore.of(TRUTH, TRUTH, 0.3).f1()).isEqualTo(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void without_buffer_and_with_one_anomaly_the_volume_is_the_area(long seed) {
    Random random = new Random(seed);
    boolean[] anomalous = new boolean[50];
    anomalous[20] = true;
    double[] scores = random.ints(50, 0, 30).asDoubleStream().toArray();
    Labelled series = new Labelled(scores, anomalous);
    Vus vus = Vus.of(series, 0);
    assertThat(vus.roc()).as("seed " + seed).isCloseTo(RocCurve.of(series).area(), within(EPS));
    assertThat(vus.pr()).isCloseTo(PrecisionRecallCurve.of(series).averagePrecision(), within(EPS));
  }

  /** Worked by hand: labels 0.7071 beside the anomaly, P = 1 + 0.7071, three thresholds. */
  @Test
  void a_buffer_of_two_points() {
    Labelled series =
        new Labelled(
            new double[] {0, 0, 3, 1, 0, 0},
            new boolean[] {false, false, true, false, false, false});
    double ramp = Math.sqrt(0.5);
    double p = 1 + ramp;
    double n = 6 - p;
    double r1 = 1 / p;
    double r2 = 1; // (1 + ramp) / p
    double f2 = (2 - 1 - ramp) / n;
    double roc = f2 * (r1 + r2) / 2 + (1 - f2);
    double pr = r1 + (r2 - r1) * (1 + ramp) / 2;
    Vus both = Vus.of(series, 2);
    Vus zero = Vus.of(series, 0);
    Vus upToOne = Vus.of(series, 1);
    assertThat(zero).isEqualTo(new Vus(1, 1));
    assertThat(upToOne).isEqualTo(new Vus(1, 1)); // half of one point is none
    assertThat(both.roc()).isCloseTo((2 + roc) / 3, within(EPS));
    assertThat(both.pr()).isCloseTo((2 + pr) / 3, within(EPS));
  }

  @Test
  void a_late_score_is_forgiven_by_the_buffer_only() {
    boolean[] anomalous = new boolean[40];
    double[] scores = new double[40];
    anomalous[20] = true;
    scores[22] = 1;
    Labelled late = new Labelled(scores, anomalous);
    assertThat(Vus.of(late, 10).pr()).isGreaterThan(3 * Vus.of(late, 0).pr());
  }
}
