package dev.hourglass.tasks.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.tasks.Golden;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Curves against scikit-learn (golden.py) and against their definitions. */
class CurvesTest {
  private static final double EPS = 1e-12;

  private static Labelled labelled(String name) {
    double[] labels = Golden.get(name + ".labels");
    boolean[] anomalous = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      anomalous[i] = labels[i] == 1;
    }
    return new Labelled(Golden.get(name + ".scores"), anomalous);
  }

  private static Labelled random(long seed) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(60);
    double[] scores = random.ints(n, 0, 12).asDoubleStream().toArray();
    boolean[] anomalous = new boolean[n];
    for (int i = 0; i < n; i++) {
      anomalous[i] = random.nextInt(4) == 0;
    }
    anomalous[0] = true;
    anomalous[1] = false;
    return new Labelled(scores, anomalous);
  }

  @ParameterizedTest
  @ValueSource(strings = {"few", "plain", "ties", "all-tied"})
  void curves_are_those_of_scikit_learn(String name) {
    Labelled test = labelled(name);
    RocCurve roc = RocCurve.of(test);
    assertThat(roc.falsePositiveRate()).containsExactly(Golden.get(name + ".fpr"), within(EPS));
    assertThat(roc.truePositiveRate()).containsExactly(Golden.get(name + ".tpr"), within(EPS));
    assertThat(roc.area()).isCloseTo(Golden.get(name + ".auroc")[0], within(EPS));
    PrecisionRecallCurve pr = PrecisionRecallCurve.of(test);
    assertThat(pr.precision()).containsExactly(Golden.get(name + ".precision"), within(EPS));
    assertThat(pr.recall()).containsExactly(Golden.get(name + ".recall"), within(EPS));
    assertThat(pr.thresholds()).containsExactly(Golden.get(name + ".thresholds"), within(EPS));
    assertThat(pr.averagePrecision())
        .isCloseTo(Golden.get(name + ".average-precision")[0], within(EPS));
    assertThat(pr.area()).isCloseTo(Golden.get(name + ".pr-area")[0], within(EPS));
    Confusion best = Confusion.bestF1(test);
    assertThat(best.f1()).isCloseTo(Golden.get(name + ".best-f1")[0], within(EPS));
    assertThat(best.threshold()).isCloseTo(Golden.get(name + ".best-f1")[1], within(EPS));
    assertThat(Confusion.at(test, best.threshold())).isEqualTo(best);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void the_area_is_the_share_of_pairs_in_order(long seed) {
    Labelled test = random(seed);
    double pairs = 0;
    double right = 0;
    for (int i = 0; i < test.size(); i++) {
      for (int j = 0; j < test.size(); j++) {
        if (test.anomalous()[i] && !test.anomalous()[j]) {
          pairs++;
          right += 0.5 + 0.5 * Math.signum(test.scores()[i] - test.scores()[j]);
        }
      }
    }
    assertThat(RocCurve.of(test).area()).as("seed " + seed).isCloseTo(right / pairs, within(EPS));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void the_threshold_of_a_false_alarm_rate_is_the_lowest_that_keeps_it(long seed) {
    Labelled test = random(seed);
    RocCurve roc = RocCurve.of(test);
    for (double rate : new double[] {0, 0.05, 0.2, 0.5, 1}) {
      double threshold = roc.thresholdAt(rate);
      int ordinary = test.size() - test.positives();
      assertThat(Confusion.at(test, threshold).falsePositives())
          .isLessThanOrEqualTo((int) Math.floor(rate * ordinary + 1e-9));
      for (double lower : test.scores()) {
        if (lower < threshold) {
          assertThat(Confusion.at(test, lower).falsePositives())
              .isGreaterThan((int) Math.floor(rate * ordinary + 1e-9));
        }
      }
    }
  }

  @Test
  void precision_at_k_shares_ties() {
    Labelled test =
        new Labelled(new double[] {5, 4, 4, 4, 1}, new boolean[] {true, true, false, false, true});
    assertThat(PrecisionAtK.of(test, 1)).isEqualTo(1);
    assertThat(PrecisionAtK.of(test, 2)).isCloseTo((1 + 1.0 / 3) / 2, within(EPS));
    assertThat(PrecisionAtK.of(test, 4)).isEqualTo(0.5);
    assertThat(PrecisionAtK.atPositives(test)).isCloseTo((1 + 2.0 / 3) / 3, within(EPS));
    assertThatThrownBy(() -> PrecisionAtK.of(test, 6)).hasMessageContaining("1 to 5, got 6");
  }

  @Test
  void cost_moves_the_threshold() {
    Labelled test =
        new Labelled(new double[] {4, 3, 2, 1}, new boolean[] {true, false, true, false});
    assertThat(Confusion.leastCost(test, 1, 10).threshold()).isEqualTo(4);
    assertThat(Confusion.leastCost(test, 10, 1).threshold()).isEqualTo(2);
    assertThat(Confusion.leastCost(test, 0, 1).threshold()).isInfinite();
  }

  @Test
  void what_cannot_be_measured_is_refused() {
    double[] scores = {1, 2};
    assertThatThrownBy(() -> RocCurve.of(new Labelled(scores, new boolean[2])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("needs anomalies and ordinary rows, got 0 anomalies among 2 rows");
    assertThatThrownBy(() -> new Labelled(new double[] {1, Double.NaN}, new boolean[2]))
        .hasMessage("score 2 is not a number");
  }

  @Test
  void bootstrap_covers_the_figure_and_repeats() {
    Labelled test = labelled("plain");
    Bootstrap bootstrap = new Bootstrap(200, 0.9, 3);
    Interval interval = bootstrap.interval(test, t -> RocCurve.of(t).area());
    assertThat(interval.value()).isEqualTo(RocCurve.of(test).area());
    assertThat(interval.low()).isBetween(0.3, interval.value());
    assertThat(interval.high()).isBetween(interval.value(), 0.95);
    assertThat(bootstrap.interval(test, t -> RocCurve.of(t).area())).isEqualTo(interval);
    assertThat(new Bootstrap(200, 0.9, 4).interval(test, t -> RocCurve.of(t).area()))
        .isNotEqualTo(interval);
  }
}
