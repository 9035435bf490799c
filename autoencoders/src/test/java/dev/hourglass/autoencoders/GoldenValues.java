package dev.hourglass.autoencoders;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arrays of a file such as pytorch.txt, by name, in double precision. */
public final class GoldenValues {

  /** Numbers in row-major order under a shape. */
  public record Array(Shape shape, double[] values) {
    public NDArray toFloats() {
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      return new NDArray(shape, floats);
    }
  }

  private final Map<String, Array> arrays = new LinkedHashMap<>();

  private final String file;

  GoldenValues() {
    this("pytorch.txt");
  }

  /** Of a file in the folder of this class. */
  public GoldenValues(String file) {
    this.file = file;
    try (InputStream in = GoldenValues.class.getResourceAsStream(file);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    String[] words = line.split(" ", -1);
    int[] dims =
        words[1].equals("scalar")
            ? new int[0]
            : Arrays.stream(words[1].split("x", -1)).mapToInt(Integer::parseInt).toArray();
    arrays.put(
        words[0],
        new Array(
            Shape.of(dims),
            Arrays.stream(words).skip(2).mapToDouble(Double::parseDouble).toArray()));
  }

  /** The array of a name. */
  public Array get(String name) {
    Array array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException(file + " has no " + name);
    }
    return array;
  }

  /** What comes before {@code /SUFFIX} in the names that begin with {@code prefix}. */
  List<String> cases(String prefix, String suffix) {
    return arrays.keySet().stream()
        .filter(name -> name.startsWith(prefix) && name.endsWith("/" + suffix))
        .map(name -> name.substring(0, name.length() - suffix.length() - 1))
        .toList();
  }
}
