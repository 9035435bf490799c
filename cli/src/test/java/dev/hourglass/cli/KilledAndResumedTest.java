package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.autoencoders.file.Checkpoint;
import dev.hourglass.autoencoders.file.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training process that is killed at any moment and resumed ends in the file of one that never
 * was. Epochs are short, so that many moments fall into the writing of a checkpoint.
 */
@Tag("slow")
class KilledAndResumedTest {
  private static final int KILLS = 20;

  @TempDir Path folder;

  @Test
  void twenty_of_twenty_kills_leave_no_trace() throws Exception {
    long seed = Long.getLong("hourglass.test.seed", System.nanoTime());
    Random random = new Random(seed);
    long start = System.nanoTime();
    Path whole = train("whole").finished();
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    byte[] expected = Files.readAllBytes(whole);
    int killed = 0;
    for (int i = 0; i < KILLS; i++) {
      long moment = random.nextLong(milliseconds);
      String what =
          "kill %d of %d, after %d of %d ms (repeat with -Dhourglass.test.seed=%d)"
              .formatted(i + 1, KILLS, moment, milliseconds, seed);
      Run run = train("run" + i);
      killed += run.killedAfter(moment) ? 1 : 0;
      if (Files.exists(run.model())) { // it must be whole, or not there
        ModelFile.read(run.model());
      }
      boolean kept = Files.exists(Checkpoint.file(folder.resolve("run" + i)));
      Path resumed = train("run" + i, "--resume").finished();
      if (kept) { // it went on, and did not begin anew
        assertThat(folder.resolve("run" + i + ".log")).content().doesNotContain("Epoch 1/");
      }
      assertThat(TensorBytes.sha256(resumed)).as(what).isEqualTo(TensorBytes.sha256(whole));
      assertThat(Files.readAllBytes(resumed)).as(what).isEqualTo(expected);
    }
    assertThat(killed)
        .as("how many runs a kill really met; seed %d", seed)
        .isGreaterThan(KILLS / 2);
  }

  /** A training run with a checkpoint folder of its own. */
  private record Run(HourglassProcess process, Path model) {

    Path finished() throws IOException, InterruptedException {
      try (process) {
        process.finish();
      }
      return model;
    }

    boolean killedAfter(long milliseconds) throws InterruptedException {
      return process.killAfter(milliseconds);
    }
  }

  private Run train(String name, String... more) throws IOException {
    Path model = folder.resolve(name + ".safetensors");
    List<String> arguments = new ArrayList<>(List.of("train", "sample:mnist", "--limit", "2000"));
    Collections.addAll(arguments, "--layers", "784,64,784", "--epochs", "40", "--seed", "7");
    Collections.addAll(arguments, "--checkpoint", folder.resolve(name).toString());
    Collections.addAll(arguments, "--out", model.toString());
    Collections.addAll(arguments, more);
    return new Run(
        HourglassProcess.start(folder.resolve(name + ".log"), List.of(), arguments), model);
  }
}
