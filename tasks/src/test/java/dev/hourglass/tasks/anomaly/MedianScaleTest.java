package dev.hourglass.tasks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.NDArray;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MedianScaleTest {

  @Test
  void numbers_are_counted_from_the_median_in_mean_deviations() {
    NDArray rows = NDArray.of(new float[] {1, 7, 2, 7, 3, 7, 4, 7, 100, 7}, 5, 2);
    MedianScale scale = MedianScale.fit(rows);
    double deviation = Math.sqrt(Math.PI / 2) * (2 + 1 + 0 + 1 + 97) / 5;
    assertThat(scale.median()).containsExactly(3, 7);
    assertThat(scale.deviation()[0]).isEqualTo((float) deviation);
    assertThat(scale.deviation()[1]).isEqualTo(1); // a constant column
    float[] scaled = scale.applied(rows).data();
    for (int i = 0; i < 5; i++) {
      double z = (rows.data()[2 * i] - 3) / deviation;
      assertThat(scaled[2 * i]).isCloseTo((float) asinh(z), within(1e-6f));
      assertThat(scaled[2 * i + 1]).isZero();
    }
  }

  @Test
  void a_normal_column_has_its_standard_deviation() {
    Random random = new Random(5);
    float[] data = new float[20_000];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) (50 + 4 * random.nextGaussian());
    }
    assertThat(MedianScale.fit(NDArray.of(data, data.length, 1)).deviation()[0])
        .isCloseTo(4, within(0.08f));
  }

  @Test
  void rows_come_back_from_near_and_far() {
    float[] data = {-1e30f, -1000, -1, -1e-6f, 0, 1e-20f, 3, 1e9f};
    MedianScale scale = new MedianScale(new float[] {0.5f}, new float[] {2});
    float[] back = scale.inverted(scale.applied(NDArray.of(data, data.length, 1))).data();
    for (int i = 0; i < data.length; i++) {
      assertThat(back[i]).isCloseTo(data[i], within(1e-6f + 1e-5f * Math.abs(data[i])));
    }
  }

  @Test
  void a_file_cannot_divide_by_zero() {
    assertThatThrownBy(() -> new MedianScale(new float[1], new float[1]))
        .hasMessage("a column is divided by what is above 0, got 0.0");
  }

  private static double asinh(double x) {
    return Math.signum(x) * Math.log(Math.abs(x) + Math.sqrt(x * x + 1));
  }
}
