package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Help texts as files, so that a change to one is seen. {@code mvn -pl cli -am test -Dtest=HelpTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dhourglass.golden=write} writes them anew.
 */
class HelpTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "dev", "hourglass", "cli");

  @Test
  void the_program_lists_its_commands() throws IOException {
    assertGolden("help.txt", Call.of("--help").out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "train",
        "models",
        "evaluate",
        "encode",
        "reconstruct",
        "info",
        "describe",
        "detect"
      })
  void a_command_explains_itself_with_two_examples(String command) throws IOException {
    Call call = Call.of(command, "--help");
    assertThat(call.status()).isZero();
    assertThat(call.out().lines().filter(l -> l.startsWith("  hourglass " + command)))
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(Call.of(command, "--version").out()).startsWith(Launch.VERSION);
    assertGolden("help-" + command + ".txt", call.out());
  }

  private static void assertGolden(String name, String text) throws IOException {
    Path file = GOLDEN.resolve(name);
    if ("write".equals(System.getProperty("hourglass.golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertThat(text)
        .as("%s; if the change is meant, see %s", file, HelpTest.class)
        .isEqualTo(Files.readString(file));
  }
}
