package dev.hourglass.data;

import dev.hourglass.engine.io.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;

/** A file to write, whole or not at all; every failure is a {@link DataException}. */
public final class Destination {
  private static final int BUFFER = 1 << 16;

  private Destination() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, through a temporary one beside it.
   *
   * @throws DataException when it cannot be written; nothing is left behind
   */
  public static void write(Path path, Content content) {
    requireWritable(path);
    try {
      AtomicFile.write(
          path,
          channel -> {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            content.writeTo(out);
            out.flush();
          });
    } catch (IOException e) {
      throw new DataException(
          path.toString(),
          "",
          "an error while writing (" + e + ")",
          "room on the disk and permission",
          "free some space or write elsewhere; nothing was left behind",
          e);
    }
  }

  /** Refuses a name that cannot become a file, before any work is done for it. */
  public static void requireWritable(Path path) {
    AtomicFile.obstacle(path)
        .ifPresent(o -> {
          throw new DataException(path.toString(), "", o.found(), o.expected(), o.mend());
        });
  }
}
