package dev.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SegmentTimerTest {

  @Test
  void countsRowsOfTheTimedSegmentsOnly() {
    SegmentTimer timer = new SegmentTimer(0.2);
    long start = System.nanoTime();
    long rows = 0;
    do {
      LockSupport.parkNanos(1_000_000);
      rows += 10;
    } while (!timer.done(10));
    double seconds = (System.nanoTime() - start) / 1e9;
    Rate rate = timer.rate();
    assertThat(seconds).as("warm-up and five segments").isGreaterThan(0.3);
    assertThat(rate.lo()).isPositive().isLessThanOrEqualTo(rate.median());
    assertThat(rate.median()).isLessThanOrEqualTo(rate.hi()).isLessThanOrEqualTo(10_000);
    assertThat(rate.lo()).isLessThanOrEqualTo(rows / seconds * 1.5);
  }
}
