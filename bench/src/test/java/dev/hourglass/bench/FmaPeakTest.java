package dev.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class FmaPeakTest {

  @Test
  void everyLaneOfEveryChainArrivesAtOne() {
    assertThat(FmaPeak.chains(100)).isEqualTo(12f * FloatVector.SPECIES_PREFERRED.length());
  }

  @Test
  void noneOfThemStartsThere() {
    assertThat(FmaPeak.chains(0)).isEqualTo(90f * FloatVector.SPECIES_PREFERRED.length());
  }
}
