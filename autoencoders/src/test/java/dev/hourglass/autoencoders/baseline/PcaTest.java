package dev.hourglass.autoencoders.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.Samples;
import dev.hourglass.engine.NDArray;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PcaTest {
  /** Points on the line y = 2 x + 1 and one step off it. */
  private static final NDArray LINE = NDArray.of(new float[] {-1, -1, 0, 1, 1, 3}, 3, 2);

  @Test
  void a_line_has_one_component_along_it() {
    Pca pca = Pca.fit(LINE, 2);
    assertThat(pca.variances()).containsExactly(new double[] {5, 0}, within(1e-12));
    assertThat(pca.explained()).containsExactly(new double[] {1, 0}, within(1e-12));
    assertThat(pca.first(1).mse(LINE)).isCloseTo(0, within(1e-12));
    assertThat(pca.first(1).project(LINE).data()).containsExactly(new float[] {(float) -Math.sqrt(5), 0, (float) Math.sqrt(5)}, within(1e-6f));
    assertThat(pca.first(1).principalAngles(new double[][] {{1, 2}})[0]).isCloseTo(0, within(1e-7));
    assertThat(pca.first(1).principalAngles(new double[][] {{2, -1}})[0]).isCloseTo(Math.PI / 2, within(1e-7));
  }

  @Test
  void what_is_not_explained_is_the_error() {
    NDArray rows = Samples.nearPlane(900, 12, 0.3, 5);
    Pca pca = Pca.fit(rows, 12);
    double whole = Arrays.stream(pca.variances()).sum();
    for (int k = 1; k <= 12; k++) {
      double left = whole - Arrays.stream(pca.variances(), 0, k).sum();
      assertThat(pca.first(k).mse(rows)).isCloseTo(left * 899 / 900 / 12, within(1e-10));
    }
    assertThat(Arrays.stream(pca.explained()).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void reconstructions_are_projections_led_back() {
    NDArray rows = Samples.nearPlane(300, 7, 0.2, 6);
    Pca pca = Pca.fit(rows, 3);
    NDArray back = pca.reconstruct(rows);
    double sum = 0;
    for (int i = 0; i < back.data().length; i++) {
      sum += Math.pow((double) back.data()[i] - rows.data()[i], 2);
    }
    assertThat(sum / back.data().length).isCloseTo(pca.mse(rows), within(1e-8));
    assertThat(pca.project(back).data()).containsExactly(pca.project(rows).data(), within(1e-5f));
  }

  @Test
  void mistakes_are_refused() {
    assertThatThrownBy(() -> Pca.fit(LINE, 3)).hasMessageContaining("1 to 2");
    assertThatThrownBy(() -> Pca.fit(NDArray.of(new float[2], 1, 2), 1)).hasMessageContaining("two rows");
    assertThatThrownBy(() -> Pca.fit(LINE, 1).mse(Samples.nearPlane(3, 5, 0, 1))).hasMessageContaining("2 numbers");
  }
}
