package dev.hourglass.data;

import dev.hourglass.engine.NDArray;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads idx files, the format of MNIST, plain or packed by gzip: two zero bytes, a type, the number
 * of axes, their lengths, the numbers, all big-endian.
 *
 * <p>Unsigned bytes are brightnesses: 0 to 255 become 0 to 1. Other types keep their values,
 * rounded to single precision. The first axis counts rows, the others together make the columns.
 */
public final class Idx {
  private static final int MOST_AXES = 8;

  private Idx() {}

  /** An array as it stands in a file. */
  record Array(long[] dims, ElementType type, float[] numbers) {}

  /**
   * Reads a file, and the labels beside it when it is named as MNIST's are (see {@link
   * Labels#beside}).
   *
   * @return rows (N, D) with the labels found
   * @throws DataException when either file is not a whole idx file, or their lengths differ
   */
  public static Dataset read(Path path) {
    Dataset images;
    try (Input in = Input.open(path)) {
      images = read(in).withName(String.valueOf(path.getFileName()));
    }
    Optional<Path> beside = Labels.beside(path);
    if (beside.isEmpty()) {
      return images;
    }
    int[] labels = Labels.read(beside.get());
    return labelled(images, labels, beside.get().toString(), path.toString());
  }

  /**
   * Reads a stream to its end and closes it.
   *
   * @param name what to call it in messages
   * @throws DataException when it is not a whole idx file
   */
  public static Dataset read(InputStream stream, String name) {
    try (Input in = Input.of(stream, name)) {
      return read(in);
    }
  }

  static Dataset labelled(Dataset images, int[] labels, String labelFile, String imageFile) {
    int rows = images.rows().shape().dim(0);
    if (labels.length != rows) {
      throw new DataException(
          labelFile,
          "header",
          labels.length + " labels",
          rows + ", as many as there are rows in " + imageFile,
          "put the right file beside it, or rename this one");
    }
    return images.withLabels(labels);
  }

  private static Dataset read(Input in) {
    Array array = array(in, true);
    int[] dims = NumberBlock.toInts(array.dims());
    int width = array.numbers().length / dims[0];
    if (array.type().canBeNonFinite()) {
      NumberBlock.requireFinite(in.file(), array.numbers(), width);
    }
    return Dataset.unnamed(
        NDArray.of(array.numbers(), dims[0], width),
        in.file(),
        ImageShape.of(dims, array.type() == ElementType.BRIGHTNESS));
  }

  /**
   * Reads header and numbers.
   *
   * @param brightness whether unsigned bytes become 0 to 1
   */
  static Array array(Input in, boolean brightness) {
    byte[] head = new byte[4];
    in.readFully(head, 4, "the idx header");
    int axes = head[3] & 0xff;
    if (head[0] != 0 || head[1] != 0 || axes < 1 || axes > MOST_AXES) {
      throw new DataException(
          in.file(),
          "byte 0",
          "the bytes %02x %02x %02x %02x".formatted(head[0], head[1], head[2], head[3]),
          "00 00, a type and 1 to " + MOST_AXES + " axes, the start of an idx file",
          "check that this is an idx file");
    }
    ElementType type = type(in, head[2], brightness);
    byte[] lengths = new byte[4 * axes];
    in.readFully(lengths, lengths.length, "the idx header");
    long[] dims = new long[axes];
    for (int i = 0; i < lengths.length; i++) {
      dims[i / 4] = dims[i / 4] << 8 | (lengths[i] & 0xff);
    }
    return new Array(dims, type, NumberBlock.read(in, type, ByteOrder.BIG_ENDIAN, dims));
  }

  private static ElementType type(Input in, byte code, boolean brightness) {
    return switch (code) {
      case 0x08 -> brightness ? ElementType.BRIGHTNESS : ElementType.U8;
      case 0x09 -> ElementType.I8;
      case 0x0b -> ElementType.I16;
      case 0x0c -> ElementType.I32;
      case 0x0d -> ElementType.F32;
      case 0x0e -> ElementType.F64;
      default ->
          throw new DataException(
              in.file(),
              "byte 2",
              "the type 0x%02x".formatted(code),
              "08 (unsigned byte), 09 (byte), 0b (short), 0c (int), 0d (float) or 0e (double)",
              "check that this is an idx file");
    };
  }
}
