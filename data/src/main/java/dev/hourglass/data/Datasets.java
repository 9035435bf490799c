package dev.hourglass.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads what a user names: a file, a folder of pictures, or {@code sample:NAME}.
 *
 * <p>The start of a file decides its kind (npy, npz, PNG and idx can be told by it); a file that
 * starts like none of these is a table when its name ends in {@code .csv}, {@code .tsv} or {@code
 * .txt}.
 */
public final class Datasets {
  private static final String SAMPLE = "sample:";

  private Datasets() {}

  /** The embedded samples, by their files. */
  private enum Sample {
    MNIST("mnist", "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"),
    MNIST_TEST("mnist-test", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz");

    private final String label;
    private final String images;
    private final String labels;

    Sample(String label, String images, String labels) {
      this.label = label;
      this.images = images;
      this.labels = labels;
    }
  }

  /** The kinds of file that can be read. */
  private enum Kind {
    NPY,
    NPZ,
    PNG,
    IDX,
    CSV
  }

  /** The names that may follow {@code sample:}. */
  public static List<String> samples() {
    return Arrays.stream(Sample.values()).map(s -> s.label).toList();
  }

  /**
   * Reads data by the name that a user gave.
   *
   * @param argument a path, or {@code sample:} and one of {@link #samples()}
   * @param source the files of the samples
   * @throws DataException when there is no such data or it is not whole
   */
  public static Dataset read(String argument, SampleSource source) {
    if (argument.startsWith(SAMPLE)) {
      return readSample(argument, source);
    }
    try {
      return read(Path.of(argument));
    } catch (InvalidPathException e) {
      throw new DataException(
          argument, "", "a name that no file can have", "a path", "check the path", e);
    }
  }

  /**
   * Reads a file or a folder of pictures.
   *
   * @throws DataException when it is missing, of no known kind, or not whole
   */
  public static Dataset read(Path path) {
    if (Files.isDirectory(path)) {
      return Png.read(path);
    }
    return switch (kind(path)) {
      case NPY -> Npy.read(path);
      case NPZ -> Npz.read(path);
      case PNG -> Png.read(path);
      case IDX -> Idx.read(path);
      case CSV -> NumericCsv.read(path);
    };
  }

  private static Kind kind(Path path) {
    byte[] start = new byte[8];
    int read;
    try (Input in = Input.open(path)) {
      read = in.readUpTo(start, start.length);
    }
    String text = new String(start, 0, read, StandardCharsets.ISO_8859_1);
    String name = path.toString().toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (text.startsWith("\u0093NUMPY") || plain.endsWith(".npy")) {
      return Kind.NPY;
    }
    if (text.startsWith("PK\3\4") && plain.endsWith(".npz")) {
      return Kind.NPZ;
    }
    if (text.startsWith("\u0089PNG") || plain.endsWith(".png")) {
      return Kind.PNG;
    }
    boolean table = plain.matches(".*\\.(csv|tsv|txt)");
    if (text.startsWith("\0\0") || (!table && plain.matches(".*(idx|ubyte).*"))) {
      return Kind.IDX;
    }
    if (table) {
      return Kind.CSV;
    }
    throw new DataException(
        path.toString(),
        "",
        "a file of no known kind",
        "idx, .csv, .npy, .npz, .png or a folder of .png",
        "convert it, or rename it if its ending is missing");
  }

  private static Dataset readSample(String argument, SampleSource source) {
    String name = argument.substring(SAMPLE.length());
    for (Sample sample : Sample.values()) {
      if (sample.label.equals(name)) {
        return readSample(argument, sample, source);
      }
    }
    String known = samples().stream().map(s -> SAMPLE + s).collect(Collectors.joining(", "));
    throw new DataException(
        argument, "", "no sample of this name", "one of " + known, "choose one of them");
  }

  private static Dataset readSample(String argument, Sample sample, SampleSource source) {
    Dataset images = Idx.read(open(argument, sample.images, source), argument).withName(argument);
    int[] labels = Labels.read(open(argument, sample.labels, source), argument);
    return Idx.labelled(images, labels, argument + " (" + sample.labels + ")", sample.images);
  }

  private static InputStream open(String argument, String file, SampleSource source) {
    try {
      return source.open(file);
    } catch (IOException e) {
      throw new DataException(
          argument,
          "",
          "no file " + file + " (" + e.getMessage() + ")",
          "the embedded samples",
          "use a program that carries them, or a path",
          e);
    }
  }
}
