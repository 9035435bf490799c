package dev.hourglass.data;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Class numbers, one per example, from idx files of one axis. */
public final class Labels {
  /** Every whole number up to here is a float of its own. */
  private static final float LARGEST = 1 << 24;

  private Labels() {}

  /**
   * Reads a file of labels, plain or packed.
   *
   * @throws DataException when it is not a whole idx file of one axis with whole numbers from 0 on
   */
  public static int[] read(Path path) {
    try (Input in = Input.open(path)) {
      return read(in);
    }
  }

  /** Reads a stream of labels to its end and closes it; {@code name} is for messages. */
  public static int[] read(InputStream stream, String name) {
    try (Input in = Input.of(stream, name)) {
      return read(in);
    }
  }

  /**
   * The file of labels beside a file of images, by the names of MNIST: {@code images} becomes
   * {@code labels} and {@code idx3} becomes {@code idx1}, packed or not. Empty when there is none.
   */
  public static Optional<Path> beside(Path images) {
    Path fileName = images.getFileName();
    String name = fileName == null ? "" : fileName.toString();
    if (!name.contains("images")) {
      return Optional.empty();
    }
    String labels = name.replace("images", "labels").replace("idx3", "idx1");
    String plain = labels.endsWith(".gz") ? labels.substring(0, labels.length() - 3) : labels;
    return Stream.of(labels, plain, plain + ".gz")
        .map(images::resolveSibling)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static int[] read(Input in) {
    Idx.Array array = Idx.array(in, false);
    if (array.dims().length != 1) {
      throw new DataException(
          in.file(),
          "header",
          "an array of " + NumberBlock.text(array.dims()) + " numbers",
          "one axis of labels",
          "check that this is the file of labels");
    }
    float[] numbers = array.numbers();
    int[] labels = new int[numbers.length];
    for (int i = 0; i < labels.length; i++) {
      if (!(numbers[i] >= 0 && numbers[i] < LARGEST && numbers[i] == (int) numbers[i])) {
        throw new DataException(
            in.file(),
            "label " + (i + 1),
            Float.toString(numbers[i]),
            "a whole number from 0 to " + ((int) LARGEST - 1),
            "number the classes 0, 1, 2, ...");
      }
      labels[i] = (int) numbers[i];
    }
    return labels;
  }
}
