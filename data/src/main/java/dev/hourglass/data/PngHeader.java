package dev.hourglass.data;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Signature and first chunk of a PNG file (ISO/IEC 15948, 11.2.1).
 *
 * @param bitDepth bits of a sample: 1, 2, 4, 8 or 16
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha
 */
record PngHeader(int width, int height, int bitDepth, int colourType, boolean interlaced) {
  /** Bytes of signature and header chunk. */
  static final int SIZE = 33;

  private static final long SIGNATURE = 0x89504e470d0a1a0aL;

  /**
   * Reads the header.
   *
   * @param start the first bytes of the file, {@link #SIZE} if it has as many
   * @param fileSize how long the whole file is: a header that promises more pixels than so many
   *     bytes can hold is refused
   */
  static PngHeader parse(String file, byte[] start, long fileSize) {
    if (start.length < SIZE) {
      throw refusal(file, 0, "a file of " + start.length + " bytes", "at least " + SIZE);
    }
    ByteBuffer in = ByteBuffer.wrap(start);
    if (in.getLong() != SIGNATURE) {
      throw new DataException(
          file,
          "byte 0",
          "other bytes",
          "89 50 4e 47 0d 0a 1a 0a, the start of a PNG file",
          "convert the picture to PNG");
    }
    if (in.getInt() != 13 || in.getInt() != 0x49484452) {
      throw refusal(file, 8, "another chunk", "IHDR, 13 bytes long");
    }
    CRC32 crc = new CRC32();
    crc.update(start, 12, 17);
    if ((int) crc.getValue() != in.getInt(29)) {
      throw refusal(file, 8, "a header with a wrong checksum", "the right one");
    }
    PngHeader header = new PngHeader(in.getInt(), in.getInt(), in.get(), in.get(), start[28] == 1);
    header.requireValid(file, start);
    header.requirePossible(file, fileSize);
    return header;
  }

  private void requireValid(String file, byte[] start) {
    if (width < 1 || height < 1) {
      String found = "a picture of " + unsigned(width) + " x " + unsigned(height) + " pixels";
      throw refusal(file, 16, found, "1 to 2147483647 each way");
    }
    boolean known =
        switch (colourType) {
          case 0 -> bitDepth == 1 || bitDepth == 2 || bitDepth == 4 || isWhole();
          case 2, 4, 6 -> isWhole();
          case 3 -> bitDepth == 1 || bitDepth == 2 || bitDepth == 4 || bitDepth == 8;
          default -> false;
        };
    if (!known || start[26] != 0 || start[27] != 0 || start[28] < 0 || start[28] > 1) {
      throw refusal(
          file,
          24,
          "bit depth %d, colour type %d, methods %d %d %d"
              .formatted(bitDepth, colourType, start[26], start[27], start[28]),
          "a combination known to PNG");
    }
  }

  private void requirePossible(String file, long fileSize) {
    if (rawBytes() / Input.MOST_EXPANSION > fileSize) {
      throw refusal(
          file,
          16,
          "a promise of " + width + " x " + height + " pixels in " + fileSize + " bytes",
          "no more than these can hold");
    }
  }

  private boolean isWhole() {
    return bitDepth == 8 || bitDepth == 16;
  }

  boolean hasPalette() {
    return colourType == 3;
  }

  boolean hasAlpha() {
    return colourType == 4 || colourType == 6;
  }

  /** Channels without alpha: 1 or 3. */
  int channels() {
    return colourType == 0 || colourType == 4 ? 1 : 3;
  }

  /** Samples of a pixel in the file: indices and alpha included. */
  private int samples() {
    return switch (colourType) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  /** How many numbers the picture becomes. */
  long numbers() {
    return saturated(saturated(width, height), channels());
  }

  /** Width, height and colour in words. */
  String size() {
    return width + " x " + height + (channels() == 1 ? " grey" : " RGB");
  }

  boolean sameSize(PngHeader other) {
    return width == other.width && height == other.height && channels() == other.channels();
  }

  /** Bytes of the unpacked data: every line with its filter byte, in seven passes if interlaced. */
  long rawBytes() {
    if (!interlaced) {
      return passBytes(width, height);
    }
    int[] x0 = {0, 4, 0, 2, 0, 1, 0};
    int[] y0 = {0, 0, 4, 0, 2, 0, 1};
    int[] dx = {8, 8, 4, 4, 2, 2, 1};
    int[] dy = {8, 8, 8, 4, 4, 2, 2};
    long bytes = 0;
    for (int p = 0; p < 7; p++) {
      long across = ((long) width - x0[p] + dx[p] - 1) / dx[p];
      long down = ((long) height - y0[p] + dy[p] - 1) / dy[p];
      long pass = passBytes(across, down);
      bytes = bytes > Long.MAX_VALUE - pass ? Long.MAX_VALUE : bytes + pass;
    }
    return bytes;
  }

  private long passBytes(long across, long down) {
    return across == 0 ? 0 : saturated((across * samples() * bitDepth + 7) / 8 + 1, down);
  }

  private static long saturated(long a, long b) {
    return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
  }

  private static String unsigned(int n) {
    return Integer.toUnsignedString(n);
  }

  private static DataException refusal(String file, int at, String found, String expected) {
    return new DataException(
        file, "byte " + at, found, expected, "the picture is damaged: fetch or write it again");
  }
}
