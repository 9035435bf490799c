package dev.hourglass.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Where the files of the embedded samples come from, so that the readers need not carry them. */
@FunctionalInterface
public interface SampleSource {

  /** No samples: every sample is refused. */
  SampleSource NONE =
      file -> {
        throw new FileNotFoundException(file + " is not part of this program");
      };

  /**
   * Opens a file of a sample.
   *
   * @param file such as {@code train-images-idx3-ubyte.gz}
   * @throws IOException when there is no such file
   */
  InputStream open(String file) throws IOException;
}
