package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.conv.ConvSpec;
import dev.hourglass.autoencoders.recurrent.RecurrentSpec;
import dev.hourglass.autoencoders.supervised.HeadSpec;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of architectures: an object whose {@code kind} says the rest. */
final class ArchitectureJson {
  private ArchitectureJson() {}

  static ObjectNode json(Architecture architecture) {
    return switch (architecture) {
      case DenseSpec dense -> DenseJson.json(dense);
      case ConvSpec conv -> ConvJson.json(conv);
      case RecurrentSpec recurrent -> RecurrentJson.json(recurrent);
      case HeadSpec head -> HeadJson.json(head);
    };
  }

  static Architecture read(Field f) {
    return switch (f.at("kind").string()) {
      case "dense" -> DenseJson.read(f);
      case "conv" -> ConvJson.read(f);
      case "recurrent" -> RecurrentJson.read(f);
      case "head" -> HeadJson.read(f);
      default -> throw f.at("kind").wrong("\"dense\", \"conv\", \"recurrent\" or \"head\"");
    };
  }
}
