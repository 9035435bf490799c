package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.catalogue.Catalogue;
import dev.hourglass.autoencoders.loss.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A model described in YAML, for what options of a command line cannot say:
 *
 * <pre>
 * model: denoising                     # a name of hourglass models
 * settings: {noise: "masking:0.3"}     # of that family; those left out have their defaults
 * architecture:                        # as in a model file; may be left out
 *   kind: dense
 *   layers: [784, 256, 64, 256, 784]
 *   latent_index: 2
 *   activation: relu
 *   latent_activation: linear
 *   output_activation: sigmoid
 *   init: default
 *   tied: false
 * loss: bce                            # may be left out
 * </pre>
 *
 * @param model a name of the {@link Catalogue}
 * @param family with the settings of the file
 * @param architecture empty where the file has none
 * @param loss empty where the file has none
 */
public record ModelSpec(
    String model, Family family, Optional<Architecture> architecture, Optional<Loss> loss) {

  /** Whether a file of this name is one. */
  public static boolean isOne(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /**
   * Reads a description.
   *
   * @throws ModelFileException if the file cannot be read, or describes no model
   */
  public static ModelSpec read(Path file) {
    Field f = new Field(file.toString(), "model", parsed(file));
    f.requireKeys("model", "settings", "architecture", "loss");
    String name = f.at("model").string();
    Map<String, String> settings = f.has("settings") ? scalars(f.at("settings")) : Map.of();
    Family family = f.at("model").made("a family", () -> Catalogue.card(name).family(settings));
    Optional<Architecture> architecture =
        f.has("architecture")
            ? Optional.of(ArchitectureJson.read(f.at("architecture")))
            : Optional.empty();
    Optional<Loss> loss =
        f.has("loss")
            ? Optional.of(f.at("loss").made("a loss", () -> Loss.parse(f.at("loss").string())))
            : Optional.empty();
    return new ModelSpec(name, family, architecture, loss);
  }

  private static Map<String, String> scalars(Field settings) {
    Map<String, String> values = new LinkedHashMap<>();
    settings
        .children()
        .forEach((key, value) -> {
          if (!value.node().isValueNode()) {
            throw value.wrong("a number or a text");
          }
          values.put(key, value.node().asString());
        });
    return values;
  }

  private static JsonNode parsed(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ModelFileException(
          file.toString(), "", "cannot be read (" + e + "); check its name", e);
    }
    try {
      return YAMLMapper.shared().readTree(text);
    } catch (JacksonException e) {
      throw new ModelFileException(
          file.toString(), "", "is no sound YAML (" + e.getOriginalMessage() + "); mend it", e);
    }
  }
}
