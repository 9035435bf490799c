package dev.hourglass.tasks;

import dev.hourglass.engine.NDArray;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The arrays of sklearn.txt, by name. */
public final class Golden {
  private static final Map<String, double[]> ARRAYS = read();

  private Golden() {}

  private static Map<String, double[]> read() {
    Map<String, double[]> arrays = new HashMap<>();
    try (InputStream in = Golden.class.getResourceAsStream("sklearn.txt");
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      reader
          .lines()
          .map(line -> line.split(" ", -1))
          .forEach(w ->
              arrays.put(
                  w[0], Arrays.stream(w).skip(1).mapToDouble(Double::parseDouble).toArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return arrays;
  }

  /** The array of a name. */
  public static double[] get(String name) {
    return Objects.requireNonNull(ARRAYS.get(name), name);
  }

  /** The same as rows. */
  public static NDArray rows(String name, int columns) {
    double[] values = get(name);
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return NDArray.of(floats, floats.length / columns, columns);
  }
}
