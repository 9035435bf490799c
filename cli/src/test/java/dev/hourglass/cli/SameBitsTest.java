package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same seed gives the same bits: the numbers of the model file do not depend on threads, on the
 * width of vectors, or on whether code was compiled.
 */
@Tag("slow")
class SameBitsTest {
  private static final List<String> PLAIN = List.of();

  @TempDir Path folder;

  /** A call: options of the JVM, and how many threads train. */
  private record Way(List<String> jvm, int threads) {}

  @Test
  void three_epochs_of_2000_digits_on_any_threads_and_vectors() throws Exception {
    List<Way> ways =
        List.of(
            new Way(PLAIN, 1),
            new Way(PLAIN, 2),
            new Way(PLAIN, 3),
            new Way(PLAIN, 8),
            new Way(List.of("-XX:UseAVX=2"), 2),
            new Way(List.of("-XX:MaxVectorSize=16"), 2));
    assertOneDigest(digests(ways, "--limit", "2000", "--epochs", "3"));
  }

  @Test
  void one_epoch_of_128_digits_compiled_and_interpreted() throws Exception {
    List<Way> ways = List.of(new Way(PLAIN, 1), new Way(List.of("-Xint"), 1));
    assertOneDigest(digests(ways, "--limit", "128", "--epochs", "1", "--batch-size", "48"));
  }

  private static void assertOneDigest(Map<Way, String> digests) {
    assertThat(digests.values())
        .as("SHA-256 of the tensors by call: %s", digests)
        .containsOnly(digests.values().iterator().next());
  }

  private Map<Way, String> digests(List<Way> ways, String... size)
      throws IOException, InterruptedException {
    Map<Way, String> digests = new LinkedHashMap<>();
    for (Way way : ways) {
      Path model = folder.resolve("model-" + digests.size() + ".safetensors");
      List<String> arguments =
          new ArrayList<>(
              List.of("train", "sample:mnist", "--layers", "784,128,784", "--seed", "7"));
      Collections.addAll(arguments, "--output-activation", "sigmoid", "--loss", "bce");
      Collections.addAll(arguments, size);
      Collections.addAll(arguments, "--threads", Integer.toString(way.threads()));
      Collections.addAll(arguments, "--out", model.toString());
      try (var train = HourglassProcess.start(folder.resolve("log"), way.jvm(), arguments)) {
        train.finish();
      }
      digests.put(way, TensorBytes.sha256(model));
    }
    return digests;
  }
}
