package dev.hourglass.engine.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Writes a file under a temporary name in the same folder, forces it to the disk and renames it:
 * the file appears whole or not at all, and an older one stays until then.
 */
public final class AtomicFile {
  private static final String SUFFIX = ".tmp";

  private AtomicFile() {}

  /** Writes the content of a file, from position 0. */
  public interface Content {

    /**
     * @throws IOException if it cannot be written; the file is then as it was
     */
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Writes a file; through a symbolic link, the file that it leads to.
   *
   * @throws IOException if it cannot be written; nothing is left behind
   */
  public static void write(Path path, Content content) throws IOException {
    Optional<Obstacle> obstacle = obstacle(path);
    if (obstacle.isPresent()) {
      throw new FileSystemException(path.toString(), null, "found " + obstacle.get().found());
    }
    Path target = Files.isSymbolicLink(path) ? path.toRealPath() : path.toAbsolutePath();
    Path temporary = target.resolveSibling(prefix(target) + unique() + SUFFIX);
    try {
      writeAndForce(temporary, content);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    forceFolder(target.resolveSibling(""));
  }

  /** What stands in the way of a file of this name, to be asked before any work is done for it. */
  public static Optional<Obstacle> obstacle(Path path) {
    Path folder = path.toAbsolutePath().resolveSibling("");
    if (!Files.isDirectory(folder)) {
      return Optional.of(
          new Obstacle(
              "no folder " + folder,
              "an existing folder",
              "make the folder first, or write elsewhere"));
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      String found = Files.isDirectory(path) ? "a folder" : "a device or pipe";
      return Optional.of(new Obstacle(found, "a file to write", "choose another name"));
    }
    if (!Files.isWritable(folder)) {
      return Optional.of(
          new Obstacle("no permission to write", "a writable folder", "write elsewhere"));
    }
    return Optional.empty();
  }

  /**
   * Deletes temporary files that writers of this file left when they were killed. Only for a file
   * that nobody writes now.
   *
   * @throws IOException if one of them cannot be deleted
   */
  public static void removeLeftovers(Path path) throws IOException {
    Path target = path.toAbsolutePath();
    Path folder = target.resolveSibling("");
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(folder, file -> isLeftover(file, target))) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  private static boolean isLeftover(Path file, Path target) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(prefix(target)) && name.endsWith(SUFFIX);
  }

  private static String prefix(Path target) {
    return "." + target.getFileName() + ".";
  }

  private static String unique() {
    return ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
  }

  private static void writeAndForce(Path temporary, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
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
