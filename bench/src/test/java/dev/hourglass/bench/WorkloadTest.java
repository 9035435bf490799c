package dev.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.autoencoders.DenseSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTest {

  @ParameterizedTest
  @CsvSource({
    "dense-784-128-784, 1003520", // 5 products of 2 x 784 x 128
    "linear-784-128-784, 1003520",
    "dense-784-128-64-128-784, 1101824",
    "dense-28-64-32-64-28, 42496",
    "dense-30-20-10-20-30, 8400",
    "score-784-128-784, 401408",
    "lstm-140-64, 27820544", // 140 steps of 12 x 64 x 256 + 4 x 256 + 6 x 64, once 6 x 64 x 256
    "conv-28, 4195968",
    "conv-64, 324009984"
  })
  void countsTheOperationsOfARow(String name, long flops) {
    assertThat(Measured.named(name).flopsPerRow()).isEqualTo(flops);
  }

  @Test
  void everyNameGivesTheNetworkItNames() {
    assertThat(Workload.ALL)
        .allSatisfy(w -> {
          assertThat(Measured.named(w.name())).isSameAs(w);
          assertThat(((DenseSpec) w.model().architecture()).layers()).isEqualTo(w.layers());
        });
  }

  @Test
  void anUnknownNameIsAnsweredWithAllNames() {
    assertThatThrownBy(() -> Measured.named("dense"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"dense\"")
        .hasMessageContainingAll(Measured.all().map(Measured::name).toArray(String[]::new));
  }
}
