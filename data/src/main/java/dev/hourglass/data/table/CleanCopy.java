package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A text file once more, in UTF-8, unpacked, without byte order mark, with one kind of line end.
 */
final class CleanCopy {
  private CleanCopy() {}

  static Path make(Path path, TextHead head, Path target) {
    long line = 1;
    try (InputStream raw = Files.newInputStream(path);
        InputStream bytes = head.packed() ? new GZIPInputStream(raw) : raw;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(bytes, head.charset().newDecoder()));
        BufferedWriter out = Files.newBufferedWriter(target, StandardCharsets.UTF_8)) {
      in.mark(1);
      if (in.read() != '\ufeff') {
        in.reset();
      }
      int previous = -1;
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c == '\r' || c == '\n') {
          if (c == '\r' || previous != '\r') {
            out.write('\n');
            line++;
          }
        } else {
          out.write(c);
        }
        previous = c;
      }
      return target;
    } catch (CharacterCodingException e) {
      throw new DataException(
          path.toString(),
          "at or after line " + line,
          "bytes that are not " + head.charset(),
          "text in " + head.charset(),
          "name another encoding (--encoding ISO-8859-1, say)",
          e);
    } catch (IOException e) {
      throw new DataException(
          path.toString(),
          "after line " + line,
          "a file that cannot be copied (" + e.getMessage() + ")",
          "a whole file, and room for a copy of it in the folder for temporary files",
          "fetch the file again, or make room",
          e);
    }
  }
}
