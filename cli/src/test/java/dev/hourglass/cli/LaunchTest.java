package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "--version", "-h", "train --help", "help train"})
  void aTextNeedsNoVectors(String call) {
    assertThat(Launch.computes(words(call))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "train sample:mnist --out m.safetensors", "info m.safetensors"})
  void allElseDoes(String call) {
    assertThat(Launch.computes(words(call))).isTrue();
  }

  @Test
  void theParserKnowsTheSameVersion() {
    assertThat(Main.commandLine().getCommandSpec().version()).containsExactly(Launch.VERSION);
  }

  private static String[] words(String call) {
    return call.isEmpty() ? new String[0] : call.split(" ", -1);
  }
}
