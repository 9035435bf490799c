package dev.hourglass.samples;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The files of the embedded samples. MNIST (LeCun et al., 1998): handwritten digits, 28 x 28 pixels
 * of one byte, 60,000 for training ({@code train-...}) and 10,000 for testing ({@code t10k-...}),
 * pictures and labels as gzipped idx files.
 */
public final class Samples {
  private static final List<String> FILES =
      List.of(
          "train-images-idx3-ubyte.gz",
          "train-labels-idx1-ubyte.gz",
          "t10k-images-idx3-ubyte.gz",
          "t10k-labels-idx1-ubyte.gz");

  private Samples() {}

  /** The names that {@link #open} knows. */
  public static List<String> files() {
    return FILES;
  }

  /**
   * Opens a file as it was published, that is, still packed with gzip. The caller closes it.
   *
   * @param file one of {@link #files()}
   * @throws FileNotFoundException when no sample has a file of this name
   */
  public static InputStream open(String file) throws IOException {
    InputStream stream =
        FILES.contains(file) ? Samples.class.getResourceAsStream("mnist/" + file) : null;
    if (stream == null) {
      throw new FileNotFoundException(
          "no embedded sample has a file '" + file + "'; there are " + String.join(", ", FILES));
    }
    return stream;
  }
}
