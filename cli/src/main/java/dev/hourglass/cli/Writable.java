package dev.hourglass.cli;

import dev.hourglass.engine.io.AtomicFile;
import java.nio.file.Path;

/** Whether a file can be written, asked before the work that it is to hold. */
final class Writable {
  private Writable() {}

  static void check(Path file) {
    AtomicFile.obstacle(file)
        .ifPresent(o -> {
          throw new Mistake(
              "%s cannot be written: found %s, expected %s; %s"
                  .formatted(file, o.found(), o.expected(), o.mend()));
        });
  }
}
