package dev.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RateTest {

  @Test
  void disturbedSegmentsAreLeftOutWhereThreeAreClean() {
    Rate rate =
        Rate.of(
            List.of(rows(100, 0), rows(5, 0.5), rows(300, 0.01), rows(200, 0.03), rows(9, 0.04)));
    assertThat(rate).isEqualTo(new Rate(200, 100, 300, 0.01, 8));
  }

  @Test
  void elseTheThreeCleanestCount() {
    Rate rate = Rate.of(List.of(rows(100, 0.4), rows(5, 0.5), rows(300, 0), rows(200, 0.2)));
    assertThat(rate).isEqualTo(new Rate(200, 100, 300, 0.2, 8));
  }

  @Test
  void whereOthersAreUnknownAllCount() {
    Rate rate = Rate.of(List.of(rows(1, Double.NaN), rows(3, Double.NaN), rows(4, Double.NaN)));
    assertThat(rate).isEqualTo(new Rate(3, 1, 4, Double.NaN, 8));
  }

  private static Segment rows(long perSecond, double foreign) {
    return new Segment(2 * perSecond, 2, foreign, 16 * perSecond);
  }
}
