package dev.hourglass.tasks.denoising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.Detector;
import dev.hourglass.tasks.metrics.Labelled;
import dev.hourglass.tasks.metrics.RocCurve;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DenoisingDetectorTest {
  private static final DenoisingOptions SMALL =
      new DenoisingOptions(32, 2, NoiseSchedule.DEFAULTS, 800, 32, 3e-3, 5, 1, 1);

  /** Points on a circle of mean square 1 per column, or away from it. */
  private static NDArray circle(long seed, int rows, double radius) {
    Random random = new Random(seed);
    float[] data = new float[2 * rows];
    for (int i = 0; i < rows; i++) {
      double angle = 2 * Math.PI * random.nextDouble();
      data[2 * i] = (float) (radius * Math.sqrt(2) * Math.cos(angle));
      data[2 * i + 1] = (float) (radius * Math.sqrt(2) * Math.sin(angle));
    }
    return NDArray.of(data, rows, 2);
  }

  private static NDArray both(NDArray a, NDArray b) {
    float[] data = Arrays.copyOf(a.data(), a.data().length + b.data().length);
    System.arraycopy(b.data(), 0, data, a.data().length, b.data().length);
    return NDArray.of(data, data.length / 2, 2);
  }

  private static final DenoisingOptions ENOUGH =
      new DenoisingOptions(128, 2, NoiseSchedule.DEFAULTS, 2000, 64, 1e-3, 10, 1, 2);

  @Test
  void what_lies_off_the_circle_is_strange() {
    NDArray train = circle(1, 400, 1);
    Detector.Fitted fitted = new DenoisingDetector(ENOUGH).fit(train);
    for (double radius : new double[] {0.5, 0, 2}) {
      double[] scores = fitted.score(both(circle(2, 100, 1), circle(3, 100, radius)));
      boolean[] anomalous = new boolean[200];
      Arrays.fill(anomalous, 100, 200, true);
      assertThat(RocCurve.of(new Labelled(scores, anomalous)).area())
          .as("radius " + radius)
          .isGreaterThan(0.99);
    }
    assertThat(Arrays.stream(fitted.score(train)).average().orElseThrow())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void a_row_has_one_score_whatever_is_scored_beside_it_and_on_any_threads() {
    NDArray train = circle(1, 90, 1);
    DenoisingOptions few = SMALL.withSteps(60);
    double[] whole = new DenoisingDetector(few).fit(train).score(train);
    DenoisingScore other =
        DenoisingScore.fit(DenoisingAutoencoder.train(train, few.withThreads(3)), train);
    for (int i = 0; i < 90; i++) {
      NDArray row = NDArray.of(new float[] {train.data()[2 * i], train.data()[2 * i + 1]}, 1, 2);
      assertThat(other.scores(row)[0]).as("row " + i).isEqualTo(whole[i]);
    }
  }

  @Test
  void levels_rise_and_their_embeddings_differ() {
    NoiseSchedule noise = new NoiseSchedule(4, 0.1, 0.7);
    assertThat(noise.deviation(0)).isEqualTo(0.1);
    assertThat(noise.deviation(3)).isCloseTo(0.7, within(1e-12));
    assertThat(noise.embedding(1)).isNotEqualTo(noise.embedding(2));
    assertThat(SMALL.scoringLevel(0)).isZero();
    assertThat(SMALL.scoringLevel(4)).isEqualTo(49);
  }
}
