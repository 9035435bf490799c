package dev.hourglass.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file under a temporary name in the same folder, forces it to the disk and renames it:
 * the file appears whole or not at all, and an older one stays until then.
 */
final class AtomicFile {
  private static final int BUFFER = 1 << 16;

  private AtomicFile() {}

  /** Writes the content of a file. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  static void write(Path path, Content content) {
    requireWritable(path);
    try {
      Path target = Files.isSymbolicLink(path) ? path.toRealPath() : path.toAbsolutePath();
      Path folder = target.resolveSibling("");
      Path temporary = target.resolveSibling(temporaryName(target));
      try {
        writeAndForce(temporary, content);
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      forceFolder(folder);
    } catch (IOException e) {
      throw failure(path.toString(), e);
    }
  }

  /** Refuses a name that cannot become a file, before any work is done for it. */
  static void requireWritable(Path path) {
    Path folder = path.toAbsolutePath().resolveSibling("");
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          path.toString(),
          "",
          "no folder " + folder,
          "an existing folder",
          "make the folder first, or write elsewhere");
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      String found = Files.isDirectory(path) ? "a folder" : "a device or pipe";
      throw new DataException(path.toString(), "", found, "a file to write", "choose another name");
    }
  }

  private static String temporaryName(Path target) {
    String unique = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
    return "." + target.getFileName() + "." + unique + ".tmp";
  }

  private static void writeAndForce(Path temporary, Content content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
      content.writeTo(out);
      out.flush();
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

  private static DataException failure(String file, IOException e) {
    return switch (e) {
      case NoSuchFileException _ ->
          new DataException(file, "", "no such folder", "an existing folder", "make it first", e);
      case AccessDeniedException _ ->
          new DataException(
              file, "", "no permission to write", "a writable folder", "write elsewhere", e);
      default ->
          new DataException(
              file,
              "",
              "an error while writing (" + e + ")",
              "room on the disk and permission",
              "free some space or write elsewhere; nothing was left behind",
              e);
    };
  }
}
