package dev.hourglass.autoencoders.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A place in a JSON document, read strictly: what is missing or of another kind is refused by name,
 * as a {@link ModelFileException}.
 *
 * @param file the file as the user named it
 * @param place where in it, such as {@code hourglass.detector.threshold}
 * @param node what stands there
 */
public record Field(String file, String place, JsonNode node) {

  /** The refusal of what stands here. */
  public ModelFileException wrong(String expected) {
    String found = node.toString();
    String quoted = found.length() > 60 ? found.substring(0, 60) + "..." : found;
    return new ModelFileException(
        file, place, "found " + quoted + ", expected " + expected + remedy());
  }

  /** People write YAML, programs the other files. */
  private String remedy() {
    return file.endsWith(".yaml") || file.endsWith(".yml")
        ? "; correct it there"
        : "; the file is damaged or not from Hourglass";
  }

  /** The value of a key that must be there. */
  public Field at(String key) {
    requireObject();
    JsonNode child = node.get(key);
    if (child == null) {
      throw new ModelFileException(file, place, "found no \"" + key + "\"" + remedy());
    }
    return new Field(file, place + "." + key, child);
  }

  public boolean has(String key) {
    requireObject();
    return node.has(key);
  }

  /** The children of an object by name, in order of the document. */
  Map<String, Field> children() {
    requireObject();
    Map<String, Field> result = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> e : node.properties()) {
      result.put(e.getKey(), new Field(file, place + "." + e.getKey(), e.getValue()));
    }
    return result;
  }

  /** The elements of a list, in order. */
  public List<Field> elements() {
    if (!node.isArray()) {
      throw wrong("a list");
    }
    List<Field> result = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      result.add(new Field(file, place + "[" + i + "]", node.get(i)));
    }
    return result;
  }

  /** Refuses an object with other keys than these. */
  public void requireKeys(String... keys) {
    requireObject();
    for (String key : node.propertyNames()) {
      if (!Set.of(keys).contains(key)) {
        throw wrong("no other keys than " + Arrays.toString(keys));
      }
    }
  }

  public String string() {
    if (!node.isString()) {
      throw wrong("a text");
    }
    return node.stringValue();
  }

  public boolean bool() {
    if (!node.isBoolean()) {
      throw wrong("true or false");
    }
    return node.booleanValue();
  }

  /** A whole number within bounds. */
  public long whole(long least, long most) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong("a whole number from " + least + " to " + most);
    }
    long value = node.longValue();
    if (value < least || value > most) {
      throw wrong("a whole number from " + least + " to " + most);
    }
    return value;
  }

  /** A whole number from {@code least} on. */
  public int count(int least) {
    return (int) whole(least, Integer.MAX_VALUE);
  }

  /** A finite number. */
  public double number() {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw wrong("a finite number");
    }
    return node.doubleValue();
  }

  <E extends Enum<E>> E choice(Class<E> type) {
    String id = string();
    for (E value : type.getEnumConstants()) {
      if (id(value).equals(id)) {
        return value;
      }
    }
    throw wrong("one of " + Arrays.stream(type.getEnumConstants()).map(Field::id).toList());
  }

  /** Texts by key. */
  public Map<String, String> strings() {
    Map<String, String> result = new TreeMap<>();
    children().forEach((key, value) -> result.put(key, value.string()));
    return result;
  }

  /** Finite numbers by key. */
  public Map<String, Double> numbers() {
    Map<String, Double> result = new TreeMap<>();
    children().forEach((key, value) -> result.put(key, value.number()));
    return result;
  }

  /** How a constant is written in files: {@code leaky-relu}. */
  static String id(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * What a factory makes of this place's values.
   *
   * @param what the place describes, such as {@code an autoencoder}
   * @throws ModelFileException if the factory refuses them
   */
  public <T> T made(String what, Supplier<T> factory) {
    try {
      return factory.get();
    } catch (ModelFileException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw wrong(what + " (" + e.getMessage() + ")");
    }
  }

  private void requireObject() {
    if (!node.isObject()) {
      throw wrong("an object");
    }
  }
}
