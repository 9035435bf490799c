package dev.hourglass.data.table;

import dev.hourglass.data.table.EncodingOptions.Scaling;
import dev.hourglass.data.table.TableEncoding.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An encoding as JSON. Numbers are written so that they come back in every bit. */
final class EncodingJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int VERSION = 1;

  private EncodingJson() {}

  static String write(TableEncoding encoding) {
    ObjectNode root = MAPPER.createObjectNode().put("version", VERSION);
    ArrayNode columns = root.putArray("columns");
    for (Entry entry : encoding.entries()) {
      Column column = entry.column();
      ObjectNode node =
          columns
              .addObject()
              .put("name", column.name())
              .put("type", column.type().id())
              .put("stored", column.stored() == Column.Stored.NUMBER ? "number" : "text")
              .put("format", column.format())
              .put("mask", entry.mask());
      write(entry.encoding(), node.putObject("encoding"));
    }
    return MAPPER.writeValueAsString(root);
  }

  private static void write(ColumnEncoding encoding, ObjectNode node) {
    switch (encoding) {
      case ColumnEncoding.Numeric(Scale scale, boolean log, boolean integral) -> {
        node.put("kind", "numeric").put("log", log).put("integral", integral);
        write(scale, node);
      }
      case ColumnEncoding.OneHot(Categories c) -> write(c, node.put("kind", "one-hot"));
      case ColumnEncoding.Index(Categories c) -> write(c, node.put("kind", "index"));
      case ColumnEncoding.Flag(String no, String yes) ->
          node.put("kind", "flag").put("no", no).put("yes", yes);
      case ColumnEncoding.Calendar(List<Cycle> cycles) -> {
        ArrayNode list = node.put("kind", "calendar").putArray("cycles");
        cycles.forEach(c -> list.add(c.id()));
      }
      case ColumnEncoding.Words(int width) -> node.put("kind", "words").put("width", width);
      case ColumnEncoding.Dropped(String reason) ->
          node.put("kind", "left-out").put("reason", reason);
    }
  }

  private static void write(Scale scale, ObjectNode node) {
    switch (scale) {
      case Scale.Affine(Scaling kind, double offset, double factor) ->
          node.put("scaling", kind.id()).put("offset", offset).put("scale", factor);
      case Scale.Quantiles(double[] values, double[] scores) -> {
        node.put("scaling", Scaling.QUANTILE.id());
        write(values, node.putArray("values"));
        write(scores, node.putArray("scores"));
      }
    }
  }

  private static void write(double[] numbers, ArrayNode list) {
    for (double number : numbers) {
      list.add(number);
    }
  }

  private static void write(Categories categories, ObjectNode node) {
    ArrayNode names = node.putArray("names");
    categories.names().forEach(names::add);
    ArrayNode rare = node.putArray("rare");
    categories.rare().stream().sorted().forEach(rare::add);
  }

  static TableEncoding read(String json) {
    try {
      JsonNode root = MAPPER.readTree(json);
      if (root.path("version").asInt(0) != VERSION) {
        throw new IllegalArgumentException(
            "an encoding of version " + root.path("version") + ", expected " + VERSION);
      }
      List<Entry> entries = new ArrayList<>();
      for (JsonNode column : get(root, "columns")) {
        entries.add(entry(column));
      }
      return new TableEncoding(entries);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the encoding of the table is no sound JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Entry entry(JsonNode node) {
    Column column =
        new Column(
            text(node, "name"),
            ColumnType.ofId(text(node, "type")),
            text(node, "stored").equals("number") ? Column.Stored.NUMBER : Column.Stored.TEXT,
            text(node, "format"),
            Column.Profile.NONE);
    return new Entry(column, encoding(get(node, "encoding")), get(node, "mask").asBoolean());
  }

  private static ColumnEncoding encoding(JsonNode node) {
    return switch (text(node, "kind")) {
      case "numeric" ->
          new ColumnEncoding.Numeric(
              scale(node), get(node, "log").asBoolean(), get(node, "integral").asBoolean());
      case "one-hot" -> new ColumnEncoding.OneHot(categories(node));
      case "index" -> new ColumnEncoding.Index(categories(node));
      case "flag" -> new ColumnEncoding.Flag(text(node, "no"), text(node, "yes"));
      case "calendar" ->
          new ColumnEncoding.Calendar(texts(node, "cycles").stream().map(Cycle::ofId).toList());
      case "words" -> new ColumnEncoding.Words(get(node, "width").asInt());
      case "left-out" -> new ColumnEncoding.Dropped(text(node, "reason"));
      default -> throw wrong("kind", node);
    };
  }

  private static Scale scale(JsonNode node) {
    String kind = text(node, "scaling");
    if (node.has("values")) {
      return new Scale.Quantiles(numbers(node, "values"), numbers(node, "scores"));
    }
    for (Scaling scaling : Scaling.values()) {
      if (scaling.id().equals(kind)) {
        return new Scale.Affine(
            scaling, get(node, "offset").asDouble(), get(node, "scale").asDouble());
      }
    }
    throw wrong("scaling", node);
  }

  private static Categories categories(JsonNode node) {
    Set<String> rare = new HashSet<>(texts(node, "rare"));
    return new Categories(texts(node, "names"), rare);
  }

  private static JsonNode get(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      throw wrong(key, node);
    }
    return value;
  }

  private static String text(JsonNode node, String key) {
    JsonNode value = get(node, key);
    if (!value.isString()) {
      throw wrong(key, node);
    }
    return value.asString();
  }

  private static List<String> texts(JsonNode node, String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : get(node, key)) {
      texts.add(value.asString());
    }
    return texts;
  }

  private static double[] numbers(JsonNode node, String key) {
    JsonNode list = get(node, key);
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.get(i).asDouble();
    }
    return numbers;
  }

  private static IllegalArgumentException wrong(String key, JsonNode node) {
    String text = node.toString();
    return new IllegalArgumentException(
        "the encoding of the table has no sound \"%s\" in %s"
            .formatted(key, text.substring(0, Math.min(200, text.length()))));
  }
}
