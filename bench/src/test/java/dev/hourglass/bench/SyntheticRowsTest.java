package dev.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import org.junit.jupiter.api.Test;

class SyntheticRowsTest {

  @Test
  void theSeedDecides() {
    NDArray rows = SyntheticRows.uniform(50, 30, 7);
    assertThat(rows.shape()).isEqualTo(Shape.of(50, 30));
    assertThat(SyntheticRows.uniform(50, 30, 7)).isEqualTo(rows);
    assertThat(SyntheticRows.uniform(50, 30, 8)).isNotEqualTo(rows);
  }

  @Test
  void numbersFillTheUnitIntervalEvenly() {
    int[] tenths = new int[10];
    for (float x : SyntheticRows.uniform(1000, 100, 7).data()) {
      tenths[(int) (x * 10)]++;
    }
    for (int n : tenths) {
      assertThat(n).as("seed 7").isBetween(9_500, 10_500);
    }
  }
}
