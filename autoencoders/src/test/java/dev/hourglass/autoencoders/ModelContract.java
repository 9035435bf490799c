package dev.hourglass.autoencoders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.autoencoders.file.ModelFile;
import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.train.Trainer;
import dev.hourglass.autoencoders.train.TrainingRun;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every model can do, whatever its architecture and family. */
public abstract class ModelContract {
  private static final NDArray ROWS = Samples.nearPlane(50, 6, 0.05, 1);

  @TempDir Path folder;

  /** A small model of rows of 6 numbers. */
  protected abstract Autoencoder model();

  /** How it trains; a subclass may add to it. */
  protected Trainer trainer(Autoencoder model) {
    return Trainer.of(model)
        .optimizer(Adam.of(0.01))
        .batchSize(16)
        .epochs(4)
        .seed(7)
        .threads(1)
        .validation(0.2);
  }

  private byte[] saved(TrainingRun run) throws IOException {
    Path file = folder.resolve("model.safetensors");
    run.save(file);
    return Files.readAllBytes(file);
  }

  @Test
  void training_makes_the_loss_fall() {
    List<EpochRecord> history = trainer(model()).epochs(40).fit(ROWS).record().history();
    assertThat(history.getLast().trainLoss()).isLessThan(0.8 * history.getFirst().trainLoss());
    assertThat(history.getLast().validationLoss().orElseThrow())
        .isLessThan(history.getFirst().validationLoss().orElseThrow());
  }

  @Test
  void codes_and_reconstructions_have_their_shapes() {
    Autoencoder model = trainer(model()).fit(ROWS).model();
    NDArray codes = model.encode(ROWS);
    assertThat(codes.shape()).isEqualTo(Shape.of(50, model.architecture().codeWidth()));
    assertThat(model.decode(codes).shape()).isEqualTo(ROWS.shape());
    assertThat(model.reconstruct(ROWS).data()).isEqualTo(model.decode(codes).data());
  }

  @Test
  void a_loaded_model_works_bit_for_bit_like_the_saved_one() throws IOException {
    TrainingRun run = trainer(model()).fit(ROWS);
    byte[] first = saved(run);
    Path file = folder.resolve("model.safetensors");
    Autoencoder loaded = ModelFile.read(file).model();
    assertThat(loaded.architecture()).isEqualTo(run.model().architecture());
    assertThat(loaded.family()).isEqualTo(run.model().family());
    assertThat(loaded.encode(ROWS).data()).isEqualTo(run.model().encode(ROWS).data());
    assertThat(loaded.reconstruct(ROWS).data()).isEqualTo(run.model().reconstruct(ROWS).data());
    assertThat(saved(new TrainingRun(loaded, run.record()))).isEqualTo(first);
  }

  @Test
  void a_run_that_goes_on_ends_in_the_same_bits() throws IOException {
    byte[] whole = saved(trainer(model()).fit(ROWS));
    for (int steps : new int[] {1, 4, 8}) {
      Path kept = folder.resolve("after-" + steps);
      trainer(model()).checkpoint(kept, true).callback(Samples.cancelAfter(steps)).fit(ROWS);
      assertThat(saved(trainer(model()).checkpoint(kept, true).fit(ROWS)))
          .as("interrupted after %d steps", steps)
          .isEqualTo(whole);
    }
  }

  @Test
  void any_number_of_threads_gives_the_same_bits() throws IOException {
    byte[] one = saved(trainer(model()).fit(ROWS));
    for (int threads : new int[] {2, 3}) {
      assertThat(saved(trainer(model()).threads(threads).fit(ROWS)))
          .as("%d threads", threads)
          .isEqualTo(one);
    }
  }
}
