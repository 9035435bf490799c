package dev.hourglass.data.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Finds the lines where rows of a text file start, by reading it once more; only used when there is
 * something to complain about.
 *
 * @param path the file as it was read
 * @param packed whether it is packed by gzip
 * @param header whether the first record names the columns
 * @param blankCounts whether a blank line is a row, as in a table of one column
 * @param rejected the bytes where the rejected rows start, ascending
 */
record LineFinder(
    Path path,
    boolean packed,
    boolean header,
    boolean blankCounts,
    boolean quotes,
    long[] rejected) {

  /**
   * Lines and row numbers.
   *
   * @param rejectedLines the line of each rejected row, from 1
   * @param rejectedRows the number of each rejected row among all rows, from 1
   * @param keptLines the line of each wanted row that was kept
   */
  record Lines(long[] rejectedLines, long[] rejectedRows, long[] keptLines) {}

  /**
   * @param kept the places of the wanted rows among the kept ones, from 0, ascending
   */
  Lines find(long[] kept) {
    Scan scan = new Scan(kept);
    try (InputStream in = open()) {
      scan.run(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Lines(scan.rejectedLines, scan.rejectedRows, scan.keptLines);
  }

  private InputStream open() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    return packed ? new BufferedInputStream(new GZIPInputStream(in), 1 << 16) : in;
  }

  private final class Scan {
    private final long[] kept;
    private final long[] rejectedLines = new long[rejected.length];
    private final long[] rejectedRows = new long[rejected.length];
    private final long[] keptLines;
    private int nextRejected;
    private int nextKept;
    private long rows;
    private long keptRows;
    private boolean headerSeen = !header;

    Scan(long[] kept) {
      this.kept = kept;
      this.keptLines = new long[kept.length];
    }

    void run(InputStream in) throws IOException {
      long position = 0;
      long line = 1;
      boolean quoted = false;
      boolean start = true;
      boolean atReject = false;
      int previous = -1;
      for (int c = in.read(); c >= 0 && !done(); c = in.read()) {
        if (nextRejected < rejected.length && rejected[nextRejected] == position) {
          quoted = false;
          start = true;
          atReject = true; // at the blank lines before it, if there are any
        }
        boolean lineEnd = c == '\n' || c == '\r';
        boolean secondOfPair = c == '\n' && previous == '\r';
        if (start && !secondOfPair && (!lineEnd || blankCounts)) {
          record(line, atReject);
          start = false;
          atReject = false;
        }
        if (c == '"' && quotes) {
          quoted = !quoted;
        }
        if (lineEnd && !secondOfPair) {
          line++;
          start |= !quoted;
        }
        previous = c;
        position++;
      }
    }

    private boolean done() {
      return nextRejected == rejected.length && nextKept == kept.length;
    }

    private void record(long line, boolean atReject) {
      if (!headerSeen) {
        headerSeen = true;
        return;
      }
      rows++;
      if (atReject) {
        rejectedLines[nextRejected] = line;
        rejectedRows[nextRejected++] = rows;
        return;
      }
      if (nextKept < kept.length && kept[nextKept] == keptRows) {
        keptLines[nextKept++] = line;
      }
      keptRows++;
    }
  }
}
