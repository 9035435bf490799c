package dev.hourglass.data;

import dev.hourglass.engine.NDArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Reads and writes npy files, NumPy's format for one array (NEP 1): versions 1.0 to 3.0, 32 and 64
 * bit floats, 16 to 64 bit integers of either byte order and unsigned bytes, in C or Fortran order.
 *
 * <p>Values are kept, rounded to single precision. The first axis counts rows, the others together
 * make the columns; an array of one axis is rows of one number.
 */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final String TYPES = "<f4, <f8, <i2, <i4, <i8 (or with >) or |u1";
  private static final int LONGEST_HEADER = 1 << 16;
  private static final int CHUNK = 1 << 14;

  private Npy() {}

  /**
   * Reads a file.
   *
   * @return rows (N, D), every number finite
   * @throws DataException when it is not a whole npy file of such numbers
   */
  public static Dataset read(Path path) {
    try (Input in = Input.open(path)) {
      return read(in, String.valueOf(path.getFileName()));
    }
  }

  /** Reads the array that an input holds to its end; {@code name} becomes the dataset's. */
  static Dataset read(Input in, String name) {
    NpyHeader header = NpyHeader.parse(in.file(), headerText(in));
    ElementType type = type(in.file(), header.descr());
    if (header.shape().length == 0) {
      throw new DataException(
          in.file(), "header", "a single number", "an array", "save an array with rows");
    }
    ByteOrder order =
        header.descr().charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    float[] numbers = NumberBlock.read(in, type, order, header.shape());
    int[] dims = NumberBlock.toInts(header.shape());
    if (header.fortranOrder()) {
      numbers = rowMajor(in.file(), numbers, dims);
    }
    int width = numbers.length / dims[0];
    if (type.canBeNonFinite()) {
      NumberBlock.requireFinite(in.file(), numbers, width);
    }
    return Dataset.unnamed(
        NDArray.of(numbers, dims[0], width), name, ImageShape.of(dims, type == ElementType.U8));
  }

  private static String headerText(Input in) {
    byte[] start = new byte[8];
    in.readFully(start, 8, "the npy header");
    if (!Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
      throw new DataException(
          in.file(),
          "byte 0",
          "other bytes",
          "93 4e 55 4d 50 59, the start of an npy file",
          "check that it was written by numpy.save");
    }
    int major = start[6];
    if (major < 1 || major > 3 || start[7] != 0) {
      throw new DataException(
          in.file(),
          "byte 6",
          "version " + (start[6] & 0xff) + "." + (start[7] & 0xff),
          "1.0, 2.0 or 3.0",
          "write the file again with numpy.save");
    }
    int lengthBytes = major == 1 ? 2 : 4;
    byte[] lengthField = new byte[4];
    in.readFully(lengthField, lengthBytes, "the npy header");
    long length =
        ByteBuffer.wrap(lengthField).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xffffffffL;
    if (length > LONGEST_HEADER) {
      throw new DataException(
          in.file(),
          "byte 8",
          "a header of " + length + " bytes",
          "at most " + LONGEST_HEADER,
          "write the file again with numpy.save");
    }
    byte[] text = new byte[(int) length];
    in.readFully(text, text.length, "the npy header");
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static ElementType type(String file, String descr) {
    return switch (descr) {
      case "<f4", ">f4" -> ElementType.F32;
      case "<f8", ">f8" -> ElementType.F64;
      case "<i2", ">i2" -> ElementType.I16;
      case "<i4", ">i4" -> ElementType.I32;
      case "<i8", ">i8" -> ElementType.I64;
      case "|u1" -> ElementType.U8;
      default ->
          throw new DataException(
              file,
              "header",
              "the type " + DataException.quote(descr),
              TYPES,
              "save array.astype('float32') instead");
    };
  }

  /** Reorders numbers whose first axis varies fastest. */
  private static float[] rowMajor(String file, float[] numbers, int[] dims) {
    Memory.require(file, "", numbers.length, Float.BYTES);
    int[] strides = new int[dims.length];
    int stride = 1;
    for (int a = dims.length - 1; a >= 0; a--) {
      strides[a] = stride;
      stride *= dims[a];
    }
    float[] out = new float[numbers.length];
    int[] index = new int[dims.length];
    int to = 0;
    for (float number : numbers) {
      out[to] = number;
      for (int a = 0; a < dims.length; a++) {
        to += strides[a];
        if (++index[a] < dims[a]) {
          break;
        }
        to -= strides[a] * dims[a];
        index[a] = 0;
      }
    }
    return out;
  }

  /**
   * Writes an array as {@code <f4} in C order, version 1.0. The file appears whole or not at all.
   *
   * @throws DataException when the file cannot be written
   */
  public static void write(Path path, NDArray array) {
    Destination.write(path, out -> write(out, array));
  }

  private static void write(OutputStream out, NDArray array) throws IOException {
    int[] dims = array.shape().toArray();
    String lengths = Arrays.stream(dims).mapToObj(d -> d + ",").collect(Collectors.joining(" "));
    String dictionary =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }".formatted(lengths);
    int unpadded = MAGIC.length + 4 + dictionary.length() + 1;
    String text = dictionary + " ".repeat(Math.floorMod(-unpadded, 64)) + "\n";
    out.write(MAGIC);
    out.write(new byte[] {1, 0, (byte) text.length(), (byte) (text.length() >> 8)});
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : array.data()) {
      if (!buffer.hasRemaining()) {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
      buffer.putFloat(value);
    }
    out.write(buffer.array(), 0, buffer.position());
  }
}
