package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.Norm;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of dense architectures, in a fixed order of keys. */
final class DenseJson {
  private DenseJson() {}

  static ObjectNode json(DenseSpec spec) {
    ObjectNode json = Json.object();
    json.put("kind", "dense");
    ArrayNode layers = json.putArray("layers");
    spec.layers().forEach(layers::add);
    json.put("latent_index", spec.latentIndex());
    json.put("activation", spec.activation().id());
    json.put("latent_activation", spec.latentActivation().id());
    json.put("output_activation", spec.outputActivation().id());
    Initializer init = spec.init();
    json.put("init", init == null ? "default" : init.id());
    json.put("tied", spec.tied());
    if (!spec.norm().equals(Norm.NONE)) {
      json.put("norm", spec.norm().text());
    }
    if (spec.dropout() > 0) {
      json.put("dropout", spec.dropout());
    }
    return json;
  }

  static DenseSpec read(Field f) {
    f.requireKeys(
        "kind",
        "layers",
        "latent_index",
        "activation",
        "latent_activation",
        "output_activation",
        "init",
        "tied",
        "norm",
        "dropout");
    String init = f.at("init").string();
    List<Integer> layers = f.at("layers").elements().stream().map(e -> e.count(1)).toList();
    int latentIndex = f.at("latent_index").count(1);
    Activation hidden = f.at("activation").choice(Activation.class);
    Activation latent = f.at("latent_activation").choice(Activation.class);
    Activation output = f.at("output_activation").choice(Activation.class);
    Initializer initializer =
        init.equals("default") ? null : f.at("init").choice(Initializer.class);
    boolean tied = f.at("tied").bool();
    String norm = f.has("norm") ? f.at("norm").string() : Norm.NONE.text();
    double dropout = f.has("dropout") ? f.at("dropout").number() : 0;
    return f.made(
        "an autoencoder",
        () ->
            new DenseSpec(
                layers,
                latentIndex,
                hidden,
                latent,
                output,
                initializer,
                tied,
                Norm.parse(norm),
                dropout));
  }
}
