package dev.hourglass.cli;

import dev.hourglass.autoencoders.file.ModelFileException;
import dev.hourglass.autoencoders.file.TensorArchive;
import java.nio.file.Path;

/** What a model file holds. */
enum FileKind {
  TABLE_DETECTOR,
  SERIES_DETECTOR,
  MAP,
  /**
   * An autoencoder or an encoder with a head; also what cannot be read, which its reader refuses.
   */
  MODEL;

  /** Looks at the head of a file. */
  static FileKind of(Path file) {
    try (TensorArchive in = TensorArchive.open(file)) {
      return in.has(TensorArchive.SERIES)
          ? SERIES_DETECTOR
          : in.has(TensorArchive.DETECTOR)
              ? TABLE_DETECTOR
              : in.has(TensorArchive.MAP) ? MAP : MODEL;
    } catch (ModelFileException _) {
      return MODEL;
    }
  }
}
