package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.TrainingRecord;
import java.nio.file.Path;

/** Writes and reads models. */
public final class ModelFile {
  private ModelFile() {}

  /**
   * Writes a model under a temporary name in the same folder, forces it to the disk and renames it.
   *
   * @throws ModelFileException if it cannot be written there
   */
  public static void write(Path file, Autoencoder model, TrainingRecord record) {
    throw new UnsupportedOperationException("not yet");
  }

  /**
   * Reads a model, after checking everything.
   *
   * @throws ModelFileException if the file cannot be read or is not a whole and sound model file
   */
  public static LoadedModel read(Path file) {
    throw new UnsupportedOperationException("not yet");
  }
}
