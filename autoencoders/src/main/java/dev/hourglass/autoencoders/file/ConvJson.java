package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.conv.ConvSpec;
import dev.hourglass.autoencoders.layer.Activation;
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
    json.put("batch_norm", spec.batchNorm());
    json.put("activation", spec.activation().id());
    json.put("latent_activation", spec.latentActivation().id());
    json.put("output_activation", spec.outputActivation().id());
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
        "output_activation");
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
                f.at("batch_norm").bool(),
                f.at("activation").choice(Activation.class),
                f.at("latent_activation").choice(Activation.class),
                f.at("output_activation").choice(Activation.class)));
  }
}
