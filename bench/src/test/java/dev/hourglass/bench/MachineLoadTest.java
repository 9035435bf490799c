package dev.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineLoadTest {
  private static final List<String> BEFORE =
      List.of("cpu  100 0 50 9000 7 0 0 0 0 0", "cpu0 50 0 25 1 1 0 0 0 0 0", "cpu1 50 0 25 1 1 0");
  private static final List<String> AFTER =
      List.of("cpu  300 10 60 9999 9 20 5 55 70 0", "cpu0 1 0 25 1 1 0 0 0", "cpu1 0 0 2 1 1 0");

  @Test
  void othersAreAllWorkButOurs() {
    MachineLoad before = MachineLoad.of(BEFORE, 10, 0);
    MachineLoad after = MachineLoad.of(AFTER, 11, 2_000_000_000);
    // 200 + 10 + 10 + 20 + 5 + 55 ticks in all, 100 of them ours, of 2 processors in 2 s
    assertThat(after.foreignSince(before)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void ownWorkCannotMakeOthersNegative() {
    MachineLoad before = MachineLoad.of(BEFORE, 10, 0);
    assertThat(MachineLoad.of(BEFORE, 11, 1_000_000_000).foreignSince(before)).isZero();
  }

  @Test
  void thisMachineIsReadable() {
    MachineLoad now = MachineLoad.now();
    assertThat(now.processors()).isPositive();
    assertThat(MachineLoad.now().ownSeconds()).isGreaterThanOrEqualTo(now.ownSeconds());
  }
}
