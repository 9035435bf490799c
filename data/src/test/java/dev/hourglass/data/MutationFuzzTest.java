package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fuzzer must see what it is there to see. */
class MutationFuzzTest {
  @TempDir Path folder;

  private MutationFuzz fuzz(Consumer<Path> afterTheSeed) {
    int[] calls = {0};
    return new MutationFuzz(
        ".bin",
        List.of(new byte[200], TestFiles.idxBytes(1, 9)),
        UnaryOperator.identity(),
        file -> {
          if (calls[0]++ > 0) {
            afterTheSeed.accept(file);
          }
        },
        DataException.class);
  }

  private void assertCaught(String what, Consumer<Path> reader) {
    assertThatThrownBy(() -> fuzz(reader).run(10, 3, folder))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("seed 3, case 0 " + what)
        .hasMessageContaining("; the file in base64: ");
  }

  @Test
  void another_exception_is_caught() {
    assertCaught(
        "threw java.lang.IllegalStateException",
        f -> {
          throw new IllegalStateException();
        });
    assertCaught(
        "threw java.lang.OutOfMemoryError",
        f -> {
          throw new OutOfMemoryError();
        });
  }

  @Test
  void a_refusal_that_does_not_name_the_file_is_caught() {
    assertCaught(
        "says \"another, here: found",
        f -> {
          throw new DataException("another", "here", "x", "y", "z");
        });
  }

  @Test
  void too_much_memory_is_caught() {
    byte[][] sink = new byte[1][];
    assertCaught("allocated ", f -> sink[0] = new byte[40 << 20]);
  }

  @Test
  void the_same_seed_makes_the_same_files() {
    for (int i = 0; i < 100; i++) {
      assertThat(fuzz(f -> {}).mutant(5, i)).isEqualTo(fuzz(f -> {}).mutant(5, i));
    }
  }
}
