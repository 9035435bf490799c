package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.Plain;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of families: an object whose {@code id} says the rest. */
final class FamilyJson {
  private FamilyJson() {}

  static ObjectNode json(Family family) {
    ObjectNode json = Json.object();
    json.put("id", family.id());
    switch (family) {
      case Plain _ -> {}
    }
    return json;
  }

  static Family read(Field f) {
    return switch (f.at("id").string()) {
      case "plain" -> {
        f.requireKeys("id");
        yield new Plain();
      }
      default -> throw f.at("id").wrong("\"plain\"");
    };
  }
}
