package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.assertj.core.data.Offset;

/**
 * The arrays of a file that PyTorch computed, by name: a name, a shape and numbers on each line.
 */
final class GoldenValues {

  /** Numbers in row-major order under a shape. */
  record Array(Shape shape, double[] values) {
    NDArray toFloats() {
      return EngineContract.fill(i -> values[i], shape.toArray());
    }
  }

  private final String file;
  private final Map<String, Array> arrays = new LinkedHashMap<>();

  private GoldenValues(String file) {
    this.file = file;
  }

  static GoldenValues of(String file) {
    GoldenValues golden = new GoldenValues(file);
    try (InputStream in = GoldenValues.class.getResourceAsStream(file);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.startsWith("#")).forEach(golden::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return golden;
  }

  private void add(String line) {
    String[] words = line.split(" ", -1);
    int[] dims =
        words[1].equals("scalar")
            ? new int[0]
            : Arrays.stream(words[1].split("x", -1)).mapToInt(Integer::parseInt).toArray();
    double[] values = Arrays.stream(words).skip(2).mapToDouble(Double::parseDouble).toArray();
    arrays.put(words[0], new Array(Shape.of(dims), values));
  }

  Array get(String name) {
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

  /** Fails unless each number is within {@code tolerance} of the array's largest. */
  void assertClose(String name, float[] got, double tolerance) {
    double[] want = get(name).values();
    double scale = Math.max(1e-3, Arrays.stream(want).map(Math::abs).max().orElse(0));
    assertThat(got).as(name).hasSize(want.length);
    for (int i = 0; i < got.length; i++) {
      assertThat((double) got[i])
          .as("%s, number %d of %d", name, i, got.length)
          .isCloseTo(want[i], Offset.offset(tolerance * scale));
    }
  }
}
