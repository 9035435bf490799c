package dev.hourglass.data;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.function.LongFunction;

/** What a CSV reader needs to know about its text beyond cells and quotes. */
final class CsvText {
  private static final int LOOK_AHEAD = 1 << 13;

  private CsvText() {}

  /**
   * Whether a cell is a plain decimal number: sign, digits with a point, exponent. Stricter than
   * {@link Float#parseFloat}, which takes {@code NaN}, {@code 1f} and hexadecimal too.
   */
  static boolean isDecimal(String cell) {
    int start = sign(cell, 0);
    int i = digits(cell, start);
    int count = i - start;
    if (i < cell.length() && cell.charAt(i) == '.') {
      int fraction = i + 1;
      i = digits(cell, fraction);
      count += i - fraction;
    }
    if (count == 0) {
      return false;
    }
    if (i < cell.length() && (cell.charAt(i) | 0x20) == 'e') {
      int exponent = sign(cell, i + 1);
      i = digits(cell, exponent);
      if (i == exponent) {
        return false;
      }
    }
    return i == cell.length();
  }

  private static int sign(String s, int i) {
    return i < s.length() && (s.charAt(i) == '+' || s.charAt(i) == '-') ? i + 1 : i;
  }

  private static int digits(String s, int from) {
    int i = from;
    while (i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  /** Skips a byte order mark and finds the separator of the first line, without reading it. */
  static char delimiter(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != '\ufeff') {
      text.reset();
    }
    char[] head = new char[LOOK_AHEAD];
    text.mark(LOOK_AHEAD);
    int n = Math.max(0, text.read(head, 0, LOOK_AHEAD));
    text.reset();
    char found = ',';
    boolean quoted = false;
    for (int i = 0; i < n; i++) {
      char c = head[i];
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n' || c == '\r')) {
        return c == ',' ? ',' : found;
      } else if (!quoted && found == ',' && (c == ';' || c == '\t')) {
        found = c;
      }
    }
    return found;
  }

  /**
   * Counts the characters since the last record, so that a quotation mark that is never closed, or
   * a line without end, is refused before it fills the memory. The limit follows the heap: a
   * character may become half a cell, and a cell costs about a hundred bytes.
   */
  static final class RecordMeter extends FilterReader {
    private final long limit = Math.max(1 << 16, Runtime.getRuntime().maxMemory() / 256);
    private final LongFunction<DataException> refusal;
    private long count;

    RecordMeter(Reader in, LongFunction<DataException> refusal) {
      super(in);
      this.refusal = refusal;
    }

    void nextRecord() {
      count = 0;
    }

    @Override
    public int read() throws IOException {
      char[] one = new char[1];
      return read(one, 0, 1) == 1 ? one[0] : -1;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
      int n = super.read(into, offset, length);
      count += Math.max(n, 0);
      if (count > limit) {
        throw refusal.apply(limit);
      }
      return n;
    }
  }
}
