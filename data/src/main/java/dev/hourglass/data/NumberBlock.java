package dev.hourglass.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The numbers of a binary array, behind a header that says how many there are. */
final class NumberBlock {
  private static final int CHUNK = 1 << 14;

  private NumberBlock() {}

  /**
   * Reads the rest of a file as an array of the given lengths; refuses any other size.
   *
   * @param dims lengths of the axes as the header has them, not trusted
   * @return the numbers in the order of the file
   */
  static float[] read(Input in, ElementType type, ByteOrder order, long[] dims) {
    long count = count(in, dims);
    String content = text(dims) + " numbers of " + bytes(type.bytes());
    in.requireRemaining(count * type.bytes(), content);
    Memory.require(in.file(), in.place(), count, Float.BYTES);
    FloatGrower numbers = new FloatGrower(in.file(), count);
    byte[] chunk = new byte[(int) Math.min(CHUNK, count * type.bytes())];
    ByteBuffer buffer = ByteBuffer.wrap(chunk).order(order);
    for (long left = count; left > 0; ) {
      int n = (int) Math.min(left, CHUNK / type.bytes());
      in.readFully(chunk, n * type.bytes(), content);
      float[] out = numbers.room(n);
      type.decode(buffer.clear(), out, numbers.size(), numbers.size() + n);
      numbers.advance(n);
      left -= n;
    }
    in.requireEnd(content);
    return numbers.toArray();
  }

  /** The product of the lengths, refused when it is zero or beyond what an array can hold. */
  private static long count(Input in, long[] dims) {
    long count = 1;
    for (long d : dims) {
      if (d < 1) {
        throw new DataException(
            in.file(),
            "header",
            "an array of " + text(dims) + " numbers",
            "at least one number",
            "the file holds no data: write it again");
      }
      if (d > Memory.MOST_NUMBERS / count) {
        throw new DataException(
            in.file(),
            "header",
            "a promise of " + text(dims) + " numbers",
            "at most " + Memory.MOST_NUMBERS,
            "the header is damaged, or the file must be split");
      }
      count *= d;
    }
    return count;
  }

  /** Refuses infinities and not-a-numbers; {@code rows} is row-major. */
  static void requireFinite(String file, float[] rows, int width) {
    for (int i = 0; i < rows.length; i++) {
      if (!Float.isFinite(rows[i])) {
        throw new DataException(
            file,
            "row %d, column %d".formatted(i / width + 1, i % width + 1),
            Float.isNaN(rows[i]) ? "NaN" : "a number beyond single precision, or infinity",
            "a finite number",
            "replace the value or drop the row");
      }
    }
  }

  static int[] toInts(long[] dims) {
    return Arrays.stream(dims).mapToInt(Math::toIntExact).toArray();
  }

  private static String bytes(int n) {
    return n == 1 ? "1 byte" : n + " bytes";
  }

  static String text(long[] dims) {
    return Arrays.stream(dims).mapToObj(Long::toString).collect(Collectors.joining(" x "));
  }
}
