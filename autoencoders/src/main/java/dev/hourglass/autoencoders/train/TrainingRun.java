package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.TrainingRecord;
import dev.hourglass.autoencoders.file.ModelFile;
import java.nio.file.Path;

/** A trained model and how it came about. */
public record TrainingRun(Autoencoder model, TrainingRecord record) {

  /**
   * Writes the model file; it appears whole or not at all.
   *
   * @throws dev.hourglass.autoencoders.file.ModelFileException if it cannot be written there
   */
  public void save(Path file) {
    ModelFile.write(file, model, record);
  }
}
