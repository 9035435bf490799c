package dev.hourglass.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of one file, unpacked when they are gzip, with the file's name for messages and with
 * what is known of their number before they are read. Every failure is a {@link DataException}.
 */
final class Input implements AutoCloseable {
  /** Deflate never makes more than this many bytes of one. */
  static final long MOST_EXPANSION = 1032;

  private static final int BUFFER = 1 << 14;

  private final String file;
  private final InputStream in;
  private final boolean packed;
  private final long fileSize;
  private long position;

  private Input(String file, InputStream in, boolean packed, long fileSize) {
    this.file = file;
    this.in = in;
    this.packed = packed;
    this.fileSize = fileSize;
  }

  /** Opens a regular file that is not empty. */
  static Input open(Path path) {
    String file = path.toString();
    try {
      requireRegular(path);
      long size = Files.size(path);
      if (size == 0) {
        throw empty(file);
      }
      return of(Files.newInputStream(path), file, size);
    } catch (IOException e) {
      throw failure(file, "", e);
    }
  }

  /** Takes over a stream of unknown length. */
  static Input of(InputStream stream, String file) {
    try {
      return of(stream, file, -1);
    } catch (IOException e) {
      throw failure(file, "", e);
    }
  }

  private static Input of(InputStream stream, String file, long size) throws IOException {
    try {
      BufferedInputStream buffered = new BufferedInputStream(stream, BUFFER);
      buffered.mark(2);
      boolean packed = buffered.read() == 0x1f && buffered.read() == 0x8b;
      buffered.reset();
      return new Input(file, packed ? unpack(buffered) : buffered, packed, size);
    } catch (IOException e) {
      stream.close();
      throw e;
    }
  }

  private static InputStream unpack(InputStream in) throws IOException {
    return new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
  }

  private static void requireRegular(Path path) throws IOException {
    String file = path.toString();
    if (Files.isDirectory(path)) {
      throw new DataException(
          file, "", "a folder", "a file", "name a file inside it, or a folder of PNG pictures");
    }
    if (!Files.exists(path)) {
      throw new NoSuchFileException(file);
    }
    if (!Files.isRegularFile(path)) {
      throw new DataException(
          file, "", "a device or pipe", "a regular file", "save the data to a file first");
    }
  }

  String file() {
    return file;
  }

  /** How many bytes have been read. */
  long position() {
    return position;
  }

  String place() {
    return (packed ? "unpacked byte " : "byte ") + position;
  }

  /**
   * Refuses a promise of {@code bytes} more bytes when the file cannot hold it, or plainly holds
   * more.
   *
   * @param content what the bytes are, in words
   */
  void requireRemaining(long bytes, String content) {
    if (fileSize < 0) {
      return;
    }
    long most = packed ? fileSize * MOST_EXPANSION : fileSize - position;
    boolean wrong = packed ? bytes > most : bytes != most;
    if (wrong) {
      String found = packed ? "a packed file of " + fileSize + " bytes" : most + " more bytes";
      throw new DataException(
          file,
          place(),
          found,
          bytes + " for " + content,
          "the file is damaged or cut short: fetch or write it again");
    }
  }

  /** Reads exactly {@code count} bytes to the start of {@code into}. */
  void readFully(byte[] into, int count, String content) {
    int read = readUpTo(into, count);
    if (read < count) {
      throw new DataException(
          file,
          place(),
          "the end of the file",
          (count - read) + " more bytes of " + content,
          "the file is cut short: fetch or write it again");
    }
  }

  /** Reads {@code count} bytes, or fewer at the end of the file. */
  int readUpTo(byte[] into, int count) {
    try {
      int read = in.readNBytes(into, 0, count);
      position += read;
      return read;
    } catch (IOException e) {
      throw failure(file, place(), e);
    }
  }

  /** Refuses anything that follows. */
  void requireEnd(String content) {
    if (readUpTo(new byte[1], 1) == 1) {
      position--;
      throw new DataException(
          file,
          place(),
          "more bytes",
          "the end of the file after " + content,
          "the header and the data disagree: write the file again");
    }
  }

  /** The bytes as a stream whose failures are {@link DataException}s. */
  InputStream stream() {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return readUpTo(one, 1) == 1 ? one[0] & 0xff : -1;
      }

      @Override
      public int read(byte[] into, int offset, int count) {
        try {
          int read = in.read(into, offset, count);
          position += Math.max(read, 0);
          return read;
        } catch (IOException e) {
          throw failure(file, place(), e);
        }
      }
    };
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw failure(file, "", e);
    }
  }

  static DataException empty(String file) {
    return new DataException(
        file, "", "an empty file", "data", "check that it was written or fetched completely");
  }

  /** What went wrong while reading, in a user's words. */
  static DataException failure(String file, String place, IOException e) {
    return switch (e) {
      case NoSuchFileException _ ->
          new DataException(file, place, "nothing there", "a file or folder", "check the path", e);
      case AccessDeniedException _ ->
          new DataException(
              file, place, "no permission to read it", "a readable file", "change its mode", e);
      case ZipException _ ->
          new DataException(
              file,
              place,
              "damaged gzip data (" + e.getMessage() + ")",
              "a whole gzip file",
              "fetch or pack it again",
              e);
      case EOFException _ ->
          new DataException(
              file,
              place,
              "the end of the file inside gzip data",
              "a whole gzip file",
              "fetch or pack it again",
              e);
      default ->
          new DataException(
              file, place, "an error (" + e + ")", "a readable file", "check the disk", e);
    };
  }
}
