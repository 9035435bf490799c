package dev.hourglass.autoencoders.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.autoencoders.Samples;
import dev.hourglass.autoencoders.file.Checkpoint;
import dev.hourglass.autoencoders.file.ModelFileException;
import dev.hourglass.autoencoders.optim.Clipping;
import dev.hourglass.autoencoders.train.CheckpointPlan.Rhythm;
import dev.hourglass.engine.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  private static final NDArray ROWS = Samples.nearPlane(50, 6, 0.05, 1);
  private static final Rhythm EVERY_STEP = new Rhythm(0, 1);

  @TempDir Path folder;

  /** 4 steps in an epoch, 4 epochs; 30 % for validation, which leaves 35 rows: 3 steps. */
  private static Trainer trainer() {
    return Samples.trainer(Samples.model())
        .validation(0.3)
        .earlyStopping(3)
        .clipping(new Clipping.ByGlobalNorm(1));
  }

  private byte[] saved(TrainingRun run) throws IOException {
    Path file = folder.resolve("model.safetensors");
    run.save(file);
    return Files.readAllBytes(file);
  }

  @ParameterizedTest(name = "interrupted after {0} steps")
  @ValueSource(ints = {0, 1, 2, 3, 4, 7, 11, 12})
  void a_resumed_run_ends_in_the_same_file(int steps) throws IOException {
    byte[] uninterrupted = saved(trainer().fit(ROWS));
    Path kept = folder.resolve("kept");
    trainer().checkpoint(kept, true).callback(Samples.cancelAfter(steps)).fit(ROWS);
    assertThat(saved(trainer().checkpoint(kept, true).fit(ROWS))).isEqualTo(uninterrupted);
    assertThat(saved(trainer().checkpoint(kept, true).fit(ROWS))).isEqualTo(uninterrupted);
  }

  @Test
  void a_killed_run_goes_on_from_any_step() throws IOException {
    byte[] uninterrupted = saved(trainer().fit(ROWS));
    Path kept = folder.resolve("kept");
    for (int i = 0; i < 5; i++) {
      TrainingListener dies = dieAfter(2);
      Trainer trainer = trainer().checkpoint(kept, true, EVERY_STEP).callback(dies);
      assertThatThrownBy(() -> trainer.fit(ROWS)).isInstanceOf(IllegalStateException.class);
    }
    assertThat(saved(trainer().checkpoint(kept, true).fit(ROWS))).isEqualTo(uninterrupted);
  }

  private static TrainingListener dieAfter(int steps) {
    return new TrainingListener() {
      private int asked;

      @Override
      public boolean cancelled() {
        if (++asked > steps) {
          throw new IllegalStateException("killed");
        }
        return false;
      }
    };
  }

  @Test
  void another_run_cannot_go_on_from_it() {
    Path kept = folder.resolve("kept");
    trainer().checkpoint(kept, true).callback(Samples.cancelAfter(5)).fit(ROWS);
    refused(
        trainer().seed(8).checkpoint(kept, true),
        ROWS,
        "seed: the checkpoint was made with 7, this run has 8");
    refused(trainer().batchSize(8).checkpoint(kept, true), ROWS, "batch size");
    refused(trainer().checkpoint(kept, true), Samples.nearPlane(50, 6, 0.05, 2), "training data");
    refused(trainer().checkpoint(kept, false), ROWS, "another run");
  }

  private static void refused(Trainer trainer, NDArray rows, String message) {
    assertThatThrownBy(() -> trainer.fit(rows))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("checkpoint.safetensors")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void leftovers_of_a_killed_writer_are_removed() throws IOException {
    Path leftover = Files.createFile(folder.resolve(".checkpoint.safetensors.123.tmp"));
    trainer().checkpoint(folder, true).fit(ROWS);
    assertThat(leftover).doesNotExist();
    assertThat(Checkpoint.file(folder)).exists();
  }
}
