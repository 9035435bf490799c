package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.supervised.HeadSpec;
import dev.hourglass.autoencoders.supervised.Targets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of encoders with a head, in a fixed order of keys. */
final class HeadJson {
  private HeadJson() {}

  static ObjectNode json(HeadSpec spec) {
    ObjectNode json = Json.object();
    json.put("kind", "head");
    json.put("input_width", spec.inputWidth());
    spec.body().ifPresent(body -> json.set("body", ArchitectureJson.json(body)));
    switch (spec.targets()) {
      case Targets.Classes(List<String> names) -> {
        ArrayNode classes = json.putArray("classes");
        names.forEach(classes::add);
      }
      case Targets.Quantity(String name, double mean, double deviation) ->
          json.putObject("quantity")
              .put("name", name)
              .put("mean", mean)
              .put("deviation", deviation);
    }
    return json;
  }

  static HeadSpec read(Field f) {
    f.requireKeys("kind", "input_width", "body", "classes", "quantity");
    int width = f.at("input_width").count(1);
    Optional<Architecture> body =
        f.has("body") ? Optional.of(ArchitectureJson.read(f.at("body"))) : Optional.empty();
    Targets targets = f.has("quantity") ? quantity(f.at("quantity")) : classes(f.at("classes"));
    return f.made("a model with a head", () -> new HeadSpec(body, width, targets));
  }

  private static Targets classes(Field f) {
    List<String> names = f.elements().stream().map(Field::string).toList();
    return f.made("classes", () -> new Targets.Classes(names));
  }

  private static Targets quantity(Field f) {
    f.requireKeys("name", "mean", "deviation");
    String name = f.at("name").string();
    double mean = f.at("mean").number();
    double deviation = f.at("deviation").number();
    return f.made("a quantity", () -> new Targets.Quantity(name, mean, deviation));
  }
}
