package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The start of a text file: what can be told before it is read.
 *
 * @param text the first megabyte or less, without a byte order mark, with {@code \n} as line end
 * @param whole whether that is all
 * @param charset the encoding, declared or found
 * @param packed whether the file is packed by gzip
 * @param plain whether the reader can take the file as it is: UTF-8 with one kind of line end
 */
record TextHead(String text, boolean whole, Charset charset, boolean packed, boolean plain) {
  private static final int SIZE = 1 << 20;
  private static final double MOST_NULS = 0.02;

  static TextHead read(Path path, Optional<Charset> declared) {
    String file = path.toString();
    requireFile(path);
    try (BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(path))) {
      raw.mark(4);
      int first = raw.read();
      int second = raw.read();
      raw.reset();
      boolean packed = first == 0x1f && second == 0x8b;
      InputStream in = packed ? new GZIPInputStream(raw) : raw;
      byte[] head = in.readNBytes(SIZE);
      return of(file, head, head.length < SIZE, declared, packed);
    } catch (IOException e) {
      throw new DataException(
          file,
          "",
          "a file that cannot be read (" + e.getMessage() + ")",
          "a whole file",
          "fetch or write it again",
          e);
    }
  }

  private static TextHead of(
      String file, byte[] head, boolean whole, Optional<Charset> declared, boolean packed) {
    if (head.length == 0) {
      throw new DataException(file, "", "an empty file", "rows", "check that it was written");
    }
    Charset charset = declared.orElseGet(() -> byteOrderMark(head));
    String text = new String(head, charset);
    if (text.startsWith("\ufeff")) {
      text = text.substring(1);
    }
    long nuls = text.chars().filter(c -> c == 0).count();
    if (nuls > MOST_NULS * text.length() && nuls > 1) {
      throw new DataException(
          file,
          "",
          "bytes that are no text in " + charset,
          "a table as text",
          "name the encoding (--encoding UTF-16LE) or save the file as CSV in UTF-8");
    }
    boolean oneLineEnd = oneLineEnd(text);
    String unix = text.replace("\r\n", "\n").replace('\r', '\n');
    boolean plain = charset.equals(StandardCharsets.UTF_8) && oneLineEnd;
    return new TextHead(unix, whole, charset, packed, plain);
  }

  private static Charset byteOrderMark(byte[] head) {
    if (head.length >= 2 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    if (head.length >= 2 && (head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }

  private static boolean oneLineEnd(String text) {
    long pairs = count(text, "\r\n");
    long returns = text.chars().filter(c -> c == '\r').count() - pairs;
    long feeds = text.chars().filter(c -> c == '\n').count() - pairs;
    return (pairs > 0 ? 1 : 0) + (returns > 0 ? 1 : 0) + (feeds > 0 ? 1 : 0) <= 1;
  }

  private static long count(String text, String piece) {
    long n = 0;
    for (int i = text.indexOf(piece); i >= 0; i = text.indexOf(piece, i + piece.length())) {
      n++;
    }
    return n;
  }

  /** Refuses what is no regular file with content. */
  static void requireFile(Path path) {
    String found = "";
    if (!Files.exists(path)) {
      found = "no such file";
    } else if (Files.isDirectory(path)) {
      found = "a folder";
    } else if (!Files.isRegularFile(path)) {
      found = "a device or pipe";
    } else if (!Files.isReadable(path)) {
      found = "no permission to read";
    } else if (path.toFile().length() == 0) {
      found = "an empty file";
    }
    if (!found.isEmpty()) {
      throw new DataException(
          path.toString(), "", found, "a file with a table", "check the path and the file");
    }
  }
}
