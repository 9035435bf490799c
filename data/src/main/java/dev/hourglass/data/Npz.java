package dev.hourglass.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads npz files, NumPy's zip archives of npy arrays, packed or not. The array {@code X} holds the
 * rows and {@code y}, where there is one, a whole number from 0 on for each row; an archive of one
 * array is read whatever its name.
 */
public final class Npz {
  private static final String ENDING = ".npy";

  /** Every whole number up to here is a float of its own. */
  private static final float LARGEST = 1 << 24;

  private Npz() {}

  /** Names of the arrays in an archive, in its order, without {@code .npy}. */
  public static List<String> names(Path path) {
    try (ZipFile zip = open(path)) {
      return names(zip);
    } catch (IOException e) {
      throw Input.failure(path.toString(), "", e);
    }
  }

  /**
   * Reads the rows and, where there are any, their labels.
   *
   * @return rows (N, D), every number finite
   * @throws DataException when the file is no zip archive, holds no array {@code X} beside others,
   *     or when an array is damaged or of another type than {@link Npy} reads
   */
  public static Dataset read(Path path) {
    try (ZipFile zip = open(path)) {
      List<String> names = names(zip);
      Dataset rows = array(path, zip, rowsName(path, names));
      Dataset named = rows.withName(String.valueOf(path.getFileName()));
      return names.size() > 1 && names.contains("y")
          ? named.withLabels(labels(path, zip, named.rows().shape().dim(0)))
          : named;
    } catch (IOException e) {
      throw Input.failure(path.toString(), "", e);
    }
  }

  private static String rowsName(Path path, List<String> names) {
    if (names.size() == 1) {
      return names.getFirst();
    }
    if (names.contains("X")) {
      return "X";
    }
    throw new DataException(
        path.toString(),
        "",
        names.isEmpty() ? "no array" : "the arrays " + names,
        "an array X, and y for labels, or one array",
        "write it with numpy.savez(file, X=rows, y=labels)");
  }

  private static Dataset array(Path path, ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name + ENDING);
    try (InputStream stream = zip.getInputStream(entry);
        Input in = Input.of(stream, path + ", array " + name)) {
      return Npy.read(in, name);
    }
  }

  private static int[] labels(Path path, ZipFile zip, int rows) throws IOException {
    float[] numbers = array(path, zip, "y").rows().data();
    String file = path + ", array y";
    if (numbers.length != rows) {
      throw new DataException(
          file,
          "",
          numbers.length + " labels",
          "one for each of the " + rows + " rows of X",
          "save X and y of the same rows");
    }
    int[] labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = (int) numbers[i];
      if (numbers[i] != labels[i] || numbers[i] < 0 || numbers[i] >= LARGEST) {
        throw new DataException(
            file,
            "label " + (i + 1),
            Float.toString(numbers[i]),
            "a whole number from 0 to " + ((int) LARGEST - 1),
            "number the classes 0, 1, 2, ...");
      }
    }
    return labels;
  }

  private static List<String> names(ZipFile zip) {
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(n -> n.endsWith(ENDING))
        .map(n -> n.substring(0, n.length() - ENDING.length()))
        .toList();
  }

  private static ZipFile open(Path path) throws IOException {
    Input.open(path).close();
    try {
      return new ZipFile(path.toFile());
    } catch (ZipException e) {
      throw new DataException(
          path.toString(),
          "",
          "no zip archive (" + e.getMessage() + ")",
          "an npz file",
          "check that it was written by numpy.savez and is whole",
          e);
    }
  }
}
