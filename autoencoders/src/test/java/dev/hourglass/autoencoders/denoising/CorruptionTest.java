package dev.hourglass.autoencoders.denoising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.NDArray;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CorruptionTest {
  private static NDArray ones(int rows) {
    float[] data = new float[rows * 20];
    Arrays.fill(data, 1);
    return NDArray.of(data, rows, 20);
  }

  @Test
  void rows_are_damaged_as_told_and_the_same_for_the_same_seed() {
    Noise masking = new Noise.Masking(0.25);
    float[] damaged = Corruption.of(masking, ones(2500), 3).data();
    double mean = 0;
    for (float x : damaged) {
      assertThat(x).isIn(0f, 1f);
      mean += x / damaged.length;
    }
    assertThat(mean).isCloseTo(0.75, within(0.01));
    assertThat(Corruption.of(masking, ones(2500), 3).data()).isEqualTo(damaged);
    assertThat(Corruption.of(masking, ones(2500), 4).data()).isNotEqualTo(damaged);
    assertThat(Arrays.copyOfRange(damaged, 0, 20_000))
        .as("blocks are damaged differently")
        .isNotEqualTo(Arrays.copyOfRange(damaged, 1024 * 20, 1024 * 20 + 20_000));
  }
}
