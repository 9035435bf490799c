package dev.hourglass.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Checks the chunks of a PNG file (ISO/IEC 15948) before it is decoded: order, lengths, checksums,
 * and that its compressed data unpack to exactly the bytes that the header promises. Keeps only
 * what the pixels need, so that nothing in other chunks (colour profiles, texts) can do harm.
 */
final class PngStructure {
  private static final String DAMAGED = "the picture is damaged: fetch or write it again";
  private static final int CHUNK = 1 << 13;

  private final String file;
  private final ByteBuffer in;
  private final PngHeader header;
  private final ByteArrayOutputStream essence = new ByteArrayOutputStream();
  private final Inflater inflater = new Inflater();
  private final byte[] discarded = new byte[CHUNK];
  private byte[] palette = {};
  private long dataBytes;
  private long unpacked;

  private PngStructure(String file, byte[] bytes) {
    this.file = file;
    this.header = PngHeader.parse(file, bytes, bytes.length);
    this.in = ByteBuffer.wrap(bytes).position(PngHeader.SIZE);
    essence.write(bytes, 0, PngHeader.SIZE);
  }

  /**
   * What is needed of a picture.
   *
   * @param essence a PNG file with nothing but header, palette and data
   * @param palette red, green and blue of each index; empty without a palette
   */
  record Checked(PngHeader header, byte[] essence, byte[] palette) {}

  static Checked check(String file, byte[] bytes) {
    PngStructure structure = new PngStructure(file, bytes);
    try {
      structure.readChunks();
    } finally {
      structure.inflater.end();
    }
    return new Checked(structure.header, structure.essence.toByteArray(), structure.palette);
  }

  private void readChunks() {
    while (true) {
      int start = in.position();
      if (in.remaining() < 12) {
        throw refusal(start, "the end of the file", "another chunk or IEND");
      }
      long length = in.getInt() & 0xffffffffL;
      if (length > in.remaining() - 8) {
        throw refusal(start, "a chunk of " + length + " bytes", "at most " + (in.remaining() - 8));
      }
      byte[] bytes = in.array();
      String type = new String(bytes, start + 4, 4, StandardCharsets.ISO_8859_1);
      requireChecksum(start, (int) length);
      int data = start + 8;
      if (readChunk(type, start, data, (int) length)) {
        return;
      }
      in.position(data + (int) length + 4);
    }
  }

  /** Takes one chunk; true when it was the last. */
  private boolean readChunk(String type, int start, int data, int length) {
    switch (type) {
      case "IDAT" -> inflate(start, data, length);
      case "PLTE" -> readPalette(start, data, length);
      case "tRNS" -> requireOpaque(start, data, length);
      case "IEND" -> requireComplete(start);
      default -> {
        if (Character.isUpperCase(type.charAt(0)) || !isLetter(type.charAt(0))) {
          throw refusal(start, "a chunk " + DataException.quote(type), "a chunk known to PNG");
        }
        return false;
      }
    }
    if (!type.equals("tRNS")) {
      essence.write(in.array(), start, length + 12);
    }
    return type.equals("IEND");
  }

  private static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private void requireChecksum(int start, int length) {
    CRC32 crc = new CRC32();
    crc.update(in.array(), start + 4, length + 4);
    int stored = in.getInt(start + 8 + length);
    if ((int) crc.getValue() != stored) {
      throw refusal(
          start,
          "a chunk with checksum %08x".formatted((int) crc.getValue()),
          "%08x".formatted(stored));
    }
  }

  private void inflate(int start, int data, int length) {
    if (header.hasPalette() && palette.length == 0) {
      throw refusal(start, "data before the palette", "PLTE first");
    }
    dataBytes += length;
    inflater.setInput(in.array(), data, length);
    try {
      while (!inflater.finished() && !inflater.needsInput()) {
        int n = inflater.inflate(discarded);
        if (n == 0 && inflater.needsDictionary()) {
          throw refusal(start, "data packed with a dictionary", "plain deflate data");
        }
        unpacked += n;
        if (unpacked > header.rawBytes()) {
          throw refusal(
              start,
              "data that unpack to more than " + header.rawBytes() + " bytes",
              "no more, for " + header.size());
        }
      }
    } catch (DataFormatException e) {
      throw refusal(start, "damaged data (" + e.getMessage() + ")", "deflate data");
    }
  }

  private void readPalette(int start, int data, int length) {
    boolean fits = length > 0 && length % 3 == 0 && length / 3 <= 256;
    if (!fits || palette.length > 0 || dataBytes > 0) {
      throw refusal(start, "a palette of " + length + " bytes", "one of 1 to 256 colours, once");
    }
    palette = Arrays.copyOfRange(in.array(), data, data + length);
  }

  private void requireOpaque(int start, int data, int length) {
    for (int i = data; i < data + length; i++) {
      if (!header.hasPalette() || in.get(i) != -1) {
        throw new DataException(
            file,
            "byte " + start,
            "transparent pixels",
            "an opaque picture",
            "flatten it onto a background");
      }
    }
  }

  private void requireComplete(int start) {
    if (unpacked != header.rawBytes() || !inflater.finished()) {
      throw refusal(
          start,
          "data that unpack to " + unpacked + " bytes",
          header.rawBytes() + " for " + header.size());
    }
  }

  private DataException refusal(int at, String found, String expected) {
    return new DataException(file, "byte " + at, found, expected, DAMAGED);
  }
}
