package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.Plain;
import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.autoencoders.TrainingRecord;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.engine.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes and reads models. The format is described on the page of this package. */
public final class ModelFile {
  private static final String VERSION_KEY = "hourglass.version";
  private static final String VERSION = "1";
  private static final String ARCHITECTURE = "hourglass.architecture";
  private static final String FAMILY = "hourglass.family";
  static final String PREPROCESSING = "hourglass.preprocessing";
  private static final String TRAINING = "hourglass.training";

  private ModelFile() {}

  /**
   * Writes a model under a temporary name in the same folder, forces it to the disk and renames it.
   * The same model and record give the same bytes; clock times in the record are left out.
   *
   * @throws ModelFileException if it cannot be written there
   */
  public static void write(Path file, Autoencoder model, TrainingRecord record) {
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Block> tensors = new LinkedHashMap<>();
    put(new LoadedModel(model, record), metadata, tensors);
    SafeTensors.write(file, metadata, tensors);
  }

  /** Adds all that a file holds of a model. */
  static void put(LoadedModel loaded, Map<String, String> metadata, Map<String, Block> tensors) {
    Autoencoder model = loaded.model();
    List<Preprocessing> steps = PreprocessingJson.steps(model.preprocessing());
    metadata.put(VERSION_KEY, VERSION);
    metadata.put(ARCHITECTURE, Json.text(ArchitectureJson.json(model.architecture())));
    metadata.put(FAMILY, Json.text(FamilyJson.json(model.family())));
    metadata.put(PREPROCESSING, Json.text(PreprocessingJson.json(steps)));
    metadata.put(TRAINING, Json.text(ModelJson.training(loaded.record())));
    layouts(model)
        .forEach(layout -> {
          float[] values = model.state().get(layout.theta()).data();
          layout
              .specs()
              .forEach(p ->
                  tensors.put(p.name(), new Block(p.shape(), values, layout.offset(p.name()))));
        });
    PreprocessingJson.tensors(steps, tensors);
  }

  /**
   * Reads a model, after checking everything.
   *
   * @throws ModelFileException if the file cannot be read or is not a whole and sound model file
   */
  public static LoadedModel read(Path file) {
    try (TensorFile in = TensorFile.open(file)) {
      if (in.has(TensorArchive.DETECTOR) || in.has(TensorArchive.SERIES)) {
        throw in.problem("", "holds an anomaly detector; use it with detect, evaluate or info");
      }
      if (in.has(TensorArchive.MAP)) {
        throw in.problem(
            "", "holds a self-organising map; use it with encode, reconstruct, evaluate or info");
      }
      return read(in, Map.of());
    }
  }

  /**
   * Reads a model from a file that may hold more.
   *
   * @param beside the tensors that are not the model's
   */
  static LoadedModel read(TensorFile in, Map<String, Shape> beside) {
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
    Architecture architecture = ArchitectureJson.read(in.json(ARCHITECTURE));
    Family family = in.has(FAMILY) ? FamilyJson.read(in.json(FAMILY)) : new Plain();
    Field steps = in.json(PREPROCESSING);
    Map<String, Shape> expected = expected(architecture, family, steps);
    expected.putAll(beside);
    in.requireTensors(expected);
    TrainingRecord record = ModelJson.training(in.json(TRAINING));
    return new LoadedModel(model(in, architecture, family, steps), record);
  }

  private static Map<String, Shape> expected(
      Architecture architecture, Family family, Field steps) {
    Map<String, Shape> expected = new LinkedHashMap<>();
    try {
      family.requireFits(architecture);
      architecture.parameters().forEach(p -> expected.put(p.name(), p.shape()));
      architecture.statistics().forEach(p -> expected.put(p.name(), p.shape()));
      PreprocessingJson.expect(steps, architecture.inputWidth(), expected);
    } catch (IllegalArgumentException e) {
      throw e instanceof ModelFileException m
          ? m
          : new ModelFileException(steps.file(), ARCHITECTURE, String.valueOf(e.getMessage()), e);
    }
    return expected;
  }

  private static Autoencoder model(
      TensorFile in, Architecture architecture, Family family, Field steps) {
    Autoencoder model = Autoencoder.of(architecture, family);
    layouts(model)
        .forEach(layout -> {
          float[] values = model.state().get(layout.theta()).data();
          layout.specs().forEach(p -> in.read(p.name(), values, layout.offset(p.name())));
        });
    model.preprocessing(PreprocessingJson.read(in, steps, architecture.inputWidth()));
    return model;
  }

  private static Stream<ParameterLayout> layouts(Autoencoder model) {
    return Stream.concat(Stream.of(model.layout()), model.statistics().stream());
  }
}
