package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.recurrent.RecurrentSpec;
import dev.hourglass.engine.Op.Cell;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of recurrent architectures, in a fixed order of keys. */
final class RecurrentJson {
  private static final String LAYOUT = "steps, features";

  private RecurrentJson() {}

  static ObjectNode json(RecurrentSpec spec) {
    ObjectNode json = Json.object();
    json.put("kind", "recurrent");
    json.put("layout", LAYOUT);
    json.put("steps", spec.steps());
    json.put("features", spec.features());
    json.put("cell", Field.id(spec.cell()));
    json.put("hidden", spec.hidden());
    json.put("layers", spec.layers());
    json.put("bidirectional", spec.bidirectional());
    json.put("latent", spec.latent());
    json.put("decoder_cell", Field.id(spec.decoderCell()));
    json.put("decoder_hidden", spec.decoderHidden());
    json.put("decoder_layers", spec.decoderLayers());
    json.put("reversed", spec.reversed());
    json.put("teacher_forcing", spec.teacherForcing());
    json.put("latent_activation", spec.latentActivation().id());
    json.put("output_activation", spec.outputActivation().id());
    return json;
  }

  static RecurrentSpec read(Field f) {
    f.requireKeys(
        "kind",
        "layout",
        "steps",
        "features",
        "cell",
        "hidden",
        "layers",
        "bidirectional",
        "latent",
        "decoder_cell",
        "decoder_hidden",
        "decoder_layers",
        "reversed",
        "teacher_forcing",
        "latent_activation",
        "output_activation");
    if (!f.at("layout").string().equals(LAYOUT)) {
      throw f.at("layout").wrong("\"" + LAYOUT + "\"");
    }
    return f.made(
        "a recurrent autoencoder",
        () ->
            new RecurrentSpec(
                f.at("steps").count(1),
                f.at("features").count(1),
                f.at("cell").choice(Cell.class),
                f.at("hidden").count(1),
                f.at("layers").count(1),
                f.at("bidirectional").bool(),
                f.at("latent").count(1),
                f.at("decoder_cell").choice(Cell.class),
                f.at("decoder_hidden").count(1),
                f.at("decoder_layers").count(1),
                f.at("reversed").bool(),
                f.at("teacher_forcing").bool(),
                f.at("latent_activation").choice(Activation.class),
                f.at("output_activation").choice(Activation.class)));
  }
}
