package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.autoencoders.som.Encoder;
import dev.hourglass.autoencoders.som.Lattice;
import dev.hourglass.autoencoders.som.MapGrid;
import dev.hourglass.autoencoders.som.SelfOrganizingMap;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and reads self-organising maps: one safetensors file with the weights as {@code
 * som.weight} (units, numbers) and the rest as JSON. A map of an autoencoder's codes holds all of
 * that autoencoder too, as a model file does.
 */
public final class SomFile {
  private static final String VERSION = "1";
  private static final String SOM = "hourglass.som";
  private static final String WEIGHT = "som.weight";

  private SomFile() {}

  /** Whether a file is one; false where it cannot be read. */
  public static boolean isOne(Path file) {
    try (TensorFile in = TensorFile.open(file)) {
      return in.has(TensorArchive.MAP);
    } catch (ModelFileException _) {
      return false;
    }
  }

  /**
   * Writes a map, whole or not at all; the same map gives the same bytes.
   *
   * @throws ModelFileException if it cannot be written there
   */
  public static void write(Path file, SelfOrganizingMap map) {
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Block> tensors = new LinkedHashMap<>();
    metadata.put(TensorArchive.MAP, VERSION);
    metadata.put(SOM, Json.text(json(map)));
    tensors.put(WEIGHT, new Block(map.weights().shape(), map.weights().data(), 0));
    if (map.encoder().isPresent()) {
      Encoder encoder = map.encoder().get();
      ModelFile.put(new LoadedModel(encoder.model(), encoder.record()), metadata, tensors);
    } else {
      List<Preprocessing> steps = PreprocessingJson.steps(map.preprocessing());
      metadata.put(ModelFile.PREPROCESSING, Json.text(PreprocessingJson.json(steps)));
      PreprocessingJson.tensors(steps, tensors);
    }
    SafeTensors.write(file, metadata, tensors);
  }

  private static ObjectNode json(SelfOrganizingMap map) {
    ObjectNode json = Json.object();
    json.put("rows", map.grid().rows());
    json.put("columns", map.grid().columns());
    json.put("grid", map.grid().lattice().id());
    json.put("width", map.weights().shape().dim(1));
    json.put("encoder", map.encoder().isPresent());
    json.set("record", MapRecordJson.json(map.record()));
    return json;
  }

  /**
   * Reads a map, after checking everything.
   *
   * @param threads that its functions may use; changes no result
   * @throws ModelFileException if the file cannot be read or is not a whole and sound map
   */
  public static SelfOrganizingMap read(Path file, int threads) {
    try (TensorFile in = TensorFile.open(file)) {
      if (!in.text(TensorArchive.MAP).equals(VERSION)) {
        throw in.problem(
            TensorArchive.MAP,
            "found \"%s\", expected \"%s\"; use the release that wrote the file"
                .formatted(in.text(TensorArchive.MAP), VERSION));
      }
      Field f = in.json(SOM);
      f.requireKeys("rows", "columns", "grid", "width", "encoder", "record");
      MapGrid grid = grid(f);
      int width = f.at("width").count(1);
      Map<String, Shape> expected = new LinkedHashMap<>();
      expected.put(WEIGHT, f.made("a map", () -> Shape.of(grid.units(), width)));
      Optional<Encoder> encoder = encoder(in, f.at("encoder"), expected);
      Preprocessing preprocessing =
          encoder.map(e -> e.model().preprocessing()).orElseGet(() -> own(in, width, expected));
      NDArray weights = NDArray.zeros(Shape.of(grid.units(), width));
      in.read(WEIGHT, weights.data(), 0);
      return f.made(
          "a map",
          () ->
              new SelfOrganizingMap(
                  grid,
                  weights,
                  preprocessing,
                  encoder,
                  MapRecordJson.read(f.at("record")),
                  threads));
    }
  }

  private static MapGrid grid(Field f) {
    int rows = f.at("rows").count(1);
    int columns = f.at("columns").count(1);
    Lattice lattice = f.at("grid").choice(Lattice.class);
    return f.made("a grid", () -> new MapGrid(rows, columns, lattice));
  }

  private static Optional<Encoder> encoder(
      TensorFile in, Field present, Map<String, Shape> beside) {
    if (!present.bool()) {
      return Optional.empty();
    }
    LoadedModel loaded = ModelFile.read(in, beside);
    return Optional.of(new Encoder(loaded.model(), loaded.record()));
  }

  /** The preprocessing of a map that sees the rows themselves. */
  private static Preprocessing own(TensorFile in, int width, Map<String, Shape> expected) {
    Field steps = in.json(ModelFile.PREPROCESSING);
    PreprocessingJson.expect(steps, width, expected);
    in.requireTensors(expected);
    return PreprocessingJson.read(in, steps, width);
  }
}
