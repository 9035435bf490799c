package dev.hourglass.tasks.archive;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.autoencoders.file.Field;
import dev.hourglass.autoencoders.file.ModelFileException;
import dev.hourglass.autoencoders.file.TensorArchive;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Parts of a detector's file: its version, its scale, lists of numbers. */
public final class DetectorParts {
  private static final String MEAN = "scale.mean";
  private static final String DEVIATION = "scale.deviation";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private DetectorParts() {}

  /** Whether a file can be read and has a text under a key. */
  public static boolean has(Path file, String key) {
    try (TensorArchive in = TensorArchive.open(file)) {
      return in.has(key);
    } catch (ModelFileException _) {
      return false;
    }
  }

  /**
   * Refuses a file of another version.
   *
   * @param key under which the version stands
   * @throws ModelFileException if it is another, or there is none
   */
  public static void requireVersion(TensorArchive in, String key, String version) {
    String found = in.text(key);
    if (!found.equals(version)) {
      throw in.problem(
          key,
          "found \"%s\", expected \"%s\"; use the release that wrote the file"
              .formatted(found, version));
    }
  }

  /** Puts the scale of so many columns among the tensors. */
  public static void putScale(
      Map<String, NDArray> tensors, Preprocessing.Standardise scale, int columns) {
    tensors.put(MEAN, NDArray.of(scale.mean(), columns));
    tensors.put(DEVIATION, NDArray.of(scale.deviation(), columns));
  }

  /** Puts the shapes of the scale of so many columns among those that are expected. */
  public static void expectScale(Map<String, Shape> shapes, int columns) {
    shapes.put(MEAN, Shape.of(columns));
    shapes.put(DEVIATION, Shape.of(columns));
  }

  /**
   * The scale of so many columns.
   *
   * @throws ModelFileException if a deviation is not above 0
   */
  public static Preprocessing.Standardise scale(TensorArchive in, int columns) {
    float[] mean = in.read(MEAN, Shape.of(columns)).data();
    float[] deviation = in.read(DEVIATION, Shape.of(columns)).data();
    for (int j = 0; j < columns; j++) {
      if (!(deviation[j] > 0)) {
        throw in.problem(
            "tensor " + DEVIATION,
            "number %d is %s, expected one above 0; the file is damaged"
                .formatted(j + 1, deviation[j]));
      }
    }
    return new Preprocessing.Standardise(mean, deviation);
  }

  /** A list of numbers, which come back in every bit. */
  public static ArrayNode numbers(double[] values) {
    ArrayNode list = JSON.createArrayNode();
    Arrays.stream(values).forEach(list::add);
    return list;
  }

  /** The numbers of a list. */
  public static double[] numbers(Field list) {
    return list.elements().stream().mapToDouble(Field::number).toArray();
  }

  /** Puts the thresholds of baselines into a training record, by name. */
  public static void putBaselines(ObjectNode record, Map<String, Double> thresholds) {
    ObjectNode baselines = record.putObject("baseline_thresholds");
    thresholds.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> baselines.put(e.getKey(), e.getValue()));
  }
}
