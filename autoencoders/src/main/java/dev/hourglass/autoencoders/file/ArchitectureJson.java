package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.DenseSpec;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of architectures: an object whose {@code kind} says the rest. */
final class ArchitectureJson {
  private ArchitectureJson() {}

  static ObjectNode json(Architecture architecture) {
    return switch (architecture) {
      case DenseSpec dense -> DenseJson.json(dense);
    };
  }

  static Architecture read(Field f) {
    return switch (f.at("kind").string()) {
      case "dense" -> DenseJson.read(f);
      default -> throw f.at("kind").wrong("\"dense\"");
    };
  }
}
