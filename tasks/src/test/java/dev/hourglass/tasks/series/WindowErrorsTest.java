package dev.hourglass.tasks.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.NDArray;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From what windows should look like to scores of points. */
class WindowErrorsTest {

  /** Says that every window should be zeros, so that errors are squares. */
  private record Zeros(double endWeight) implements Reconstruction {
    @Override
    public NDArray expected(NDArray windows) {
      return NDArray.zeros(windows.shape());
    }
  }

  @Test
  void a_point_has_the_mean_of_its_windows() {
    NDArray points = NDArray.of(new float[] {1, 2, 3, 4}, 4, 1);
    WindowErrors errors = WindowErrors.of(points, 3, new Zeros(0));
    // windows 1 4 9 and 4 9 16: means 14/3 and 29/3
    double[] wide = {14 / 3.0, 43 / 6.0, 43 / 6.0, 29 / 3.0};
    assertThat(errors.wide()).containsExactly(wide, within(1e-12));
    assertThat(errors.sharp()).containsExactly(1, 4, 9, 16);
    assertThat(errors.expected()).containsExactly(0, 0, 0, 0);
  }

  @Test
  void ends_count_by_their_weight() {
    NDArray points = NDArray.of(new float[] {1, 2, 3, 4}, 4, 1);
    WindowErrors errors = WindowErrors.of(points, 3, new Zeros(0.5));
    // windows: (4 + (1 + 9) / 2) / 2 = 4.5 and (9 + (4 + 16) / 2) / 2 = 9.5
    assertThat(errors.wide()).containsExactly(4.5, 7, 7, 9.5);
    assertThat(errors.sharp()).containsExactly(1, 4, 9, 16);
  }

  @Test
  void channels_are_kept_apart_and_weighted() {
    NDArray points = NDArray.of(new float[] {1, 0, 1, 2, 1, 0}, 3, 2);
    WindowErrors errors = WindowErrors.of(points, 3, new Zeros(0));
    PointScores scores = PointScores.of(errors, new double[] {1, 3});
    // channel means 1 and 4/3; each half of the score
    assertThat(scores.parts()).containsExactly(new double[] {.5, 2, .5, 2, .5, 2}, within(1e-12));
    assertThat(scores.scores()).containsExactly(new double[] {2.5, 2.5, 2.5}, within(1e-12));
    assertThat(scores.sharp()).containsExactly(new double[] {.5, 6.5, .5}, within(1e-12));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void smoothing_is_the_mean_of_the_neighbours(long seed) {
    Random random = new Random(seed);
    double[] x = random.doubles(40).toArray();
    int width = random.nextInt(12);
    double[] smoothed = PointScores.smoothed(x, width);
    for (int t = 0; t < x.length; t++) {
      double sum = 0;
      int count = 0;
      for (int i = Math.max(0, t - width / 2); i <= Math.min(x.length - 1, t + width / 2); i++) {
        sum += x[i];
        count++;
      }
      assertThat(smoothed[t]).isCloseTo(sum / count, within(1e-12));
    }
  }
}
