package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.conv.ConvSpec;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Norm;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of convolutional architectures, in a fixed order of keys. */
final class ConvJson {
  private static final String LAYOUT = "height, width, channels";

  private ConvJson() {}

  static ObjectNode json(ConvSpec spec) {
    ObjectNode json = Json.object();
    json.put("kind", "conv");
    json.put("layout", LAYOUT);
    json.put("height", spec.height());
    json.put("width", spec.width());
    json.put("channels", spec.channels());
    ArrayNode filters = json.putArray("filters");
    spec.filters().forEach(filters::add);
    json.put("kernel", spec.kernel());
    json.put("stride", spec.stride());
    json.put("pooling", spec.pooling());
    json.put("latent", spec.latent());
    json.put("residual_blocks", spec.residualBlocks());
    json.put("batch_norm", spec.norm().equals(Norm.BATCH));
    json.put("activation", spec.activation().id());
    json.put("latent_activation", spec.latentActivation().id());
    json.put("output_activation", spec.outputActivation().id());
    if (!spec.norm().equals(Norm.NONE) && !spec.norm().equals(Norm.BATCH)) {
      json.put("norm", spec.norm().text()); // files of before know batch_norm only
    }
    if (spec.dropout() > 0) {
      json.put("dropout", spec.dropout());
    }
    return json;
  }

  static ConvSpec read(Field f) {
    f.requireKeys(
        "kind",
        "layout",
        "height",
        "width",
        "channels",
        "filters",
        "kernel",
        "stride",
        "pooling",
        "latent",
        "residual_blocks",
        "batch_norm",
        "activation",
        "latent_activation",
        "output_activation",
        "norm",
        "dropout");
    if (!f.at("layout").string().equals(LAYOUT)) {
      throw f.at("layout").wrong("\"" + LAYOUT + "\"");
    }
    List<Integer> filters = f.at("filters").elements().stream().map(e -> e.count(1)).toList();
    return f.made(
        "a convolutional autoencoder",
        () ->
            new ConvSpec(
                f.at("height").count(1),
                f.at("width").count(1),
                f.at("channels").count(1),
                filters,
                f.at("kernel").count(1),
                f.at("stride").count(1),
                f.at("pooling").bool(),
                f.at("latent").count(0),
                f.at("residual_blocks").count(0),
                norm(f),
                f.at("activation").choice(Activation.class),
                f.at("latent_activation").choice(Activation.class),
                f.at("output_activation").choice(Activation.class),
                f.has("dropout") ? f.at("dropout").number() : 0));
  }

  private static Norm norm(Field f) {
    boolean batch = f.at("batch_norm").bool();
    if (!f.has("norm")) {
      return batch ? Norm.BATCH : Norm.NONE;
    }
    if (batch) {
      throw f.at("norm").wrong("none beside batch_norm");
    }
    return Norm.parse(f.at("norm").string());
  }
}
