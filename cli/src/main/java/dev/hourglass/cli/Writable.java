package dev.hourglass.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a file can be written, asked before the work that it is to hold. */
final class Writable {
  private Writable() {}

  static void check(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new Mistake("%s cannot be written: there is no folder %s".formatted(file, folder));
    }
    if (Files.isDirectory(file)) {
      throw new Mistake("%s cannot be written: it is a folder".formatted(file));
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new Mistake("%s cannot be written: no permission".formatted(file));
    }
  }
}
