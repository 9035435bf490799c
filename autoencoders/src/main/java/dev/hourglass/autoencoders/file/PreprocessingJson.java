package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Preprocessing in a model file: a list of steps as JSON, and the numbers of columns as tensors
 * {@code preprocessing.I.offset} and {@code preprocessing.I.scale}, [D].
 */
final class PreprocessingJson {
  private PreprocessingJson() {}

  static List<Preprocessing> steps(Preprocessing p) {
    return switch (p) {
      case Preprocessing.Identity() -> List.of();
      case Preprocessing.Chain(var steps) ->
          steps.stream().flatMap(s -> steps(s).stream()).toList();
      case Preprocessing.MinMax _, Preprocessing.Standardise _, Preprocessing.Clip _ -> List.of(p);
    };
  }

  static ArrayNode json(List<Preprocessing> steps) {
    ArrayNode list = Json.object().arrayNode();
    for (Preprocessing step : steps) {
      ObjectNode json = list.addObject();
      switch (step) {
        case Preprocessing.Clip(float low, float high) ->
            json.put("kind", "clip").put("low", low).put("high", high);
        case Preprocessing.MinMax _ -> json.put("kind", "min-max");
        case Preprocessing.Standardise _ -> json.put("kind", "standardise");
        case Preprocessing.Identity _, Preprocessing.Chain _ ->
            throw new IllegalArgumentException("not a single step: " + step);
      }
    }
    return list;
  }

  static void tensors(List<Preprocessing> steps, Map<String, Block> target) {
    for (int i = 0; i < steps.size(); i++) {
      switch (steps.get(i)) {
        case Preprocessing.MinMax(float[] minimum, float[] range) -> put(target, i, minimum, range);
        case Preprocessing.Standardise(float[] mean, float[] deviation) ->
            put(target, i, mean, deviation);
        case Preprocessing.Clip _, Preprocessing.Identity _, Preprocessing.Chain _ -> {}
      }
    }
  }

  private static void put(Map<String, Block> target, int i, float[] offset, float[] scale) {
    target.put(offset(i), new Block(Shape.of(offset.length), offset, 0));
    target.put(scale(i), new Block(Shape.of(scale.length), scale, 0));
  }

  /** Adds the tensors that the steps need. */
  static void expect(Field list, int columns, Map<String, Shape> expected) {
    List<Field> steps = list.elements();
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).at("kind").string().equals("clip")) {
        expected.put(offset(i), Shape.of(columns));
        expected.put(scale(i), Shape.of(columns));
      }
    }
  }

  /** Reads the steps after the tensors have been checked. */
  static Preprocessing read(TensorFile file, Field list, int columns) {
    List<Preprocessing> steps = new ArrayList<>();
    for (Field step : list.elements()) {
      steps.add(step(file, step, steps.size(), columns));
    }
    return switch (steps.size()) {
      case 0 -> new Preprocessing.Identity();
      case 1 -> steps.getFirst();
      default -> new Preprocessing.Chain(steps);
    };
  }

  private static Preprocessing step(TensorFile file, Field step, int i, int columns) {
    try {
      return switch (step.at("kind").string()) {
        case "min-max" ->
            new Preprocessing.MinMax(
                numbers(file, offset(i), columns), numbers(file, scale(i), columns));
        case "standardise" ->
            new Preprocessing.Standardise(
                numbers(file, offset(i), columns), numbers(file, scale(i), columns));
        case "clip" ->
            new Preprocessing.Clip(
                (float) step.at("low").number(), (float) step.at("high").number());
        default -> throw step.at("kind").wrong("min-max, standardise or clip");
      };
    } catch (IllegalArgumentException e) {
      throw e instanceof ModelFileException m
          ? m
          : step.wrong("sound numbers (" + e.getMessage() + ")");
    }
  }

  private static float[] numbers(TensorFile file, String tensor, int columns) {
    float[] values = new float[columns];
    file.read(tensor, values, 0);
    return values;
  }

  private static String offset(int i) {
    return "preprocessing." + i + ".offset";
  }

  private static String scale(int i) {
    return "preprocessing." + i + ".scale";
  }
}
