package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.autoencoders.TrainingRecord;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.engine.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes and reads models. The format is described on the page of this package. */
public final class ModelFile {
  private static final String VERSION_KEY = "hourglass.version";
  private static final String VERSION = "1";
  private static final String ARCHITECTURE = "hourglass.architecture";
  private static final String PREPROCESSING = "hourglass.preprocessing";
  private static final String TRAINING = "hourglass.training";

  private ModelFile() {}

  /**
   * Writes a model under a temporary name in the same folder, forces it to the disk and renames it.
   * The same model and record give the same bytes; clock times in the record are left out.
   *
   * @throws ModelFileException if it cannot be written there
   */
  public static void write(Path file, Autoencoder model, TrainingRecord record) {
    List<Preprocessing> steps = PreprocessingJson.steps(model.preprocessing());
    Map<String, String> metadata =
        Map.of(
            VERSION_KEY, VERSION,
            ARCHITECTURE, Json.text(ModelJson.architecture(model.spec())),
            PREPROCESSING, Json.text(PreprocessingJson.json(steps)),
            TRAINING, Json.text(ModelJson.training(record)));
    Map<String, Block> tensors = new LinkedHashMap<>();
    ParameterLayout layout = model.layout();
    float[] theta = model.state().get(layout.theta()).data();
    for (ParameterSpec spec : layout.specs()) {
      tensors.put(spec.name(), new Block(spec.shape(), theta, layout.offset(spec.name())));
    }
    PreprocessingJson.tensors(steps, tensors);
    SafeTensors.write(file, metadata, tensors);
  }

  /**
   * Reads a model, after checking everything.
   *
   * @throws ModelFileException if the file cannot be read or is not a whole and sound model file
   */
  public static LoadedModel read(Path file) {
    try (TensorFile in = TensorFile.open(file)) {
      String version = in.text(VERSION_KEY);
      if (!version.equals(VERSION)) {
        throw in.problem(
            VERSION_KEY,
            "found \""
                + version
                + "\", expected \""
                + VERSION
                + "\"; use the release that wrote the file");
      }
      DenseSpec spec = ModelJson.architecture(in.json(ARCHITECTURE));
      Field steps = in.json(PREPROCESSING);
      in.requireTensors(expected(spec, steps));
      TrainingRecord record = ModelJson.training(in.json(TRAINING));
      return new LoadedModel(model(in, spec, steps), record);
    }
  }

  private static Map<String, Shape> expected(DenseSpec spec, Field steps) {
    Map<String, Shape> expected = new LinkedHashMap<>();
    try {
      spec.encoder()
          .forEach(layer -> layer.parameters().forEach(p -> expected.put(p.name(), p.shape())));
      spec.decoder()
          .forEach(layer -> layer.parameters().forEach(p -> expected.put(p.name(), p.shape())));
      PreprocessingJson.expect(steps, spec.inputWidth(), expected);
    } catch (IllegalArgumentException e) {
      throw e instanceof ModelFileException m
          ? m
          : new ModelFileException(steps.file(), ARCHITECTURE, String.valueOf(e.getMessage()), e);
    }
    return expected;
  }

  private static Autoencoder model(TensorFile in, DenseSpec spec, Field steps) {
    Autoencoder model = Autoencoder.of(spec);
    ParameterLayout layout = model.layout();
    float[] theta = model.state().get(layout.theta()).data();
    for (ParameterSpec p : layout.specs()) {
      in.read(p.name(), theta, layout.offset(p.name()));
    }
    model.preprocessing(PreprocessingJson.read(in, steps, spec.inputWidth()));
    return model;
  }
}
