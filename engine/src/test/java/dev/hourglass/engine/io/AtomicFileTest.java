package dev.hourglass.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  private static AtomicFile.Content text(String text) {
    return channel -> channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void assertOnly(Path... files) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      assertThat(found).containsExactlyInAnyOrder(files);
    }
  }

  @Test
  void a_file_is_made_and_replaced() throws Exception {
    Path file = folder.resolve("a");
    AtomicFile.write(file, text("long text"));
    AtomicFile.write(file, text("short"));
    assertThat(file).hasContent("short");
    assertOnly(file);
  }

  @Test
  void a_failure_leaves_the_old_file_and_nothing_else() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "old");
    assertThatThrownBy(() ->
            AtomicFile.write(
                file,
                channel -> {
                  channel.write(ByteBuffer.allocate(100_000));
                  throw new IOException("No space left on device");
                }))
        .hasMessage("No space left on device");
    assertThat(file).hasContent("old");
    assertOnly(file);
  }

  @Test
  void a_link_stays_one_and_its_file_is_replaced() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    AtomicFile.write(link, text("new"));
    assertThat(file).hasContent("new");
    assertThat(link).isSymbolicLink();
    assertOnly(file, link);
  }

  @Test
  void obstacles_are_seen_before_and_met_after() throws Exception {
    Path nowhere = folder.resolve("none/a");
    assertThat(AtomicFile.obstacle(nowhere).orElseThrow().found())
        .startsWith("no folder " + folder.resolve("none"));
    assertThat(AtomicFile.obstacle(folder).orElseThrow().found()).isEqualTo("a folder");
    assertThatThrownBy(() -> AtomicFile.write(nowhere, text("x")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no folder");
    assertThat(AtomicFile.obstacle(folder.resolve("a"))).isEmpty();
  }

  @Test
  void leftovers_of_this_file_go_and_others_stay() throws Exception {
    Path file = Files.writeString(folder.resolve("a[1]"), "x");
    Files.writeString(folder.resolve(".a[1].77-ab.tmp"), "half");
    Path other = Files.writeString(folder.resolve(".b.77-ab.tmp"), "half");
    AtomicFile.removeLeftovers(file);
    AtomicFile.removeLeftovers(folder.resolve("none/a"));
    assertOnly(file, other);
  }
}
