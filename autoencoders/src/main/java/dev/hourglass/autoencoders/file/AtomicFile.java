package dev.hourglass.autoencoders.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes under a temporary name, forces to the disk and renames: a file appears whole or not at
 * all, and an older one stays until then.
 */
final class AtomicFile {
  private AtomicFile() {}

  /** Writes the content of a file. */
  interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * @throws ModelFileException if it cannot be written there
   */
  static void write(Path path, Content content) {
    try {
      Path target = Files.isSymbolicLink(path) ? path.toRealPath() : path.toAbsolutePath();
      Path folder = target.resolveSibling("");
      if (!Files.isDirectory(folder)) {
        throw new ModelFileException(
            path.toString(),
            "whole file",
            "there is no folder " + folder + "; make it first or write elsewhere");
      }
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        throw new ModelFileException(
            path.toString(), "whole file", "is not a plain file; choose another name");
      }
      Path temporary =
          target.resolveSibling(
              "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
      try {
        writeAndForce(temporary, content);
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      forceFolder(folder);
    } catch (IOException e) {
      throw new ModelFileException(
          path.toString(),
          "whole file",
          "could not be written (" + e + "); make room or write elsewhere, nothing was left behind",
          e);
    }
  }

  /**
   * Deletes temporary files that writers of this file left when they were killed. Only for a file
   * that nobody writes now.
   */
  static void removeLeftovers(Path path) {
    Path folder = path.toAbsolutePath().resolveSibling("");
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, "." + path.getFileName() + ".*.tmp")) {
      for (Path leftover : found) {
        Files.deleteIfExists(leftover);
      }
    } catch (IOException e) {
      throw new ModelFileException(
          folder.toString(),
          "whole folder",
          "cannot be tidied (" + e + "); check its permissions",
          e);
    }
  }

  private static void writeAndForce(Path temporary, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      content.writeTo(channel);
      channel.force(true);
    }
  }

  /** Makes the rename itself last; not every system can open a folder, and then it is left. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      return;
    }
  }
}
