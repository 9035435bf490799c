package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.EpochRecord;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Training as it stood between two steps: one safetensors file in a folder of its own.
 *
 * @param identity what must be the same for a run to go on from here: options, architecture, data
 * @param epoch the epoch under way, 1, 2, ...
 * @param step how many of its steps are done
 * @param lossSum sum of the losses of the rows of this epoch so far
 * @param lastLoss of the last step, 0 if there was none
 * @param seconds that this epoch has taken so far
 * @param history of the epochs done
 * @param tensors parameters, optimizer slots and best weights, each [P]
 */
public record Checkpoint(
    Map<String, String> identity,
    int epoch,
    int step,
    double lossSum,
    double lastLoss,
    double seconds,
    List<EpochRecord> history,
    Map<String, float[]> tensors) {
  private static final String FILE = "checkpoint.safetensors";
  private static final String VERSION_KEY = "hourglass.checkpoint.version";
  private static final String VERSION = "1";
  private static final String IDENTITY = "hourglass.checkpoint.identity";
  private static final String PROGRESS = "hourglass.checkpoint.progress";

  /** The file that a folder's checkpoint is in. */
  public static Path file(Path folder) {
    return folder.resolve(FILE);
  }

  /**
   * Writes into a folder, which is made if need be; the checkpoint before stays until this one is
   * whole.
   *
   * @throws ModelFileException if it cannot be written there
   */
  public void write(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ModelFileException(
          folder.toString(), "", "cannot be made (" + e + "); choose another one", e);
    }
    ObjectNode same = Json.object();
    new TreeMap<>(identity).forEach(same::put);
    Map<String, String> metadata =
        Map.of(VERSION_KEY, VERSION, IDENTITY, Json.text(same), PROGRESS, Json.text(progress()));
    Map<String, Block> blocks = new LinkedHashMap<>();
    tensors.forEach(
        (name, values) -> blocks.put(name, new Block(Shape.of(values.length), values, 0)));
    SafeTensors.write(file(folder), metadata, blocks);
  }

  private ObjectNode progress() {
    ObjectNode json = Json.object();
    json.put("epoch", epoch)
        .put("step", step)
        .put("loss_sum", lossSum)
        .put("last_loss", lastLoss)
        .put("seconds", seconds);
    json.set("history", ModelJson.history(history, true));
    return json;
  }

  /**
   * Reads a folder's checkpoint for the run of this identity.
   *
   * @param sizes the tensors expected, and how many numbers each has
   * @return empty if there is none
   * @throws ModelFileException if it is damaged or belongs to another run
   */
  public static Optional<Checkpoint> read(
      Path folder, Map<String, String> identity, Map<String, Integer> sizes) {
    removeLeftovers(folder);
    if (!Files.exists(file(folder))) {
      return Optional.empty();
    }
    try (TensorFile in = TensorFile.open(file(folder))) {
      if (!in.text(VERSION_KEY).equals(VERSION)) {
        throw in.problem(
            VERSION_KEY,
            "found \""
                + in.text(VERSION_KEY)
                + "\", expected \""
                + VERSION
                + "\"; use the release that wrote it");
      }
      requireSame(in, in.json(IDENTITY).strings(), identity);
      Map<String, Shape> expected = new LinkedHashMap<>();
      sizes.forEach((name, size) -> expected.put(name, Shape.of(size)));
      in.requireTensors(expected);
      Field f = in.json(PROGRESS);
      List<EpochRecord> history = ModelJson.history(f.at("history"));
      if (f.at("epoch").count(1) != history.size() + 1) {
        throw f.at("epoch").wrong(Integer.toString(history.size() + 1));
      }
      Map<String, float[]> tensors = new LinkedHashMap<>();
      sizes.forEach((name, size) -> {
        float[] values = new float[size];
        in.read(name, values, 0);
        tensors.put(name, values);
      });
      return Optional.of(
          new Checkpoint(
              identity,
              f.at("epoch").count(1),
              f.at("step").count(0),
              f.at("loss_sum").number(),
              f.at("last_loss").number(),
              f.at("seconds").number(),
              history,
              tensors));
    }
  }

  /**
   * Refuses a folder that holds a checkpoint already.
   *
   * @throws ModelFileException if it does
   */
  public static void requireNone(Path folder) {
    removeLeftovers(folder);
    if (Files.exists(file(folder))) {
      throw new ModelFileException(
          file(folder).toString(),
          "",
          "is the checkpoint of another run; resume that run, use another folder, or delete it");
    }
  }

  private static void removeLeftovers(Path folder) {
    try {
      AtomicFile.removeLeftovers(file(folder));
    } catch (IOException e) {
      throw new ModelFileException(
          folder.toString(), "", "cannot be tidied (" + e + "); check its permissions", e);
    }
  }

  private static void requireSame(
      TensorFile in, Map<String, String> found, Map<String, String> wanted) {
    for (Map.Entry<String, String> e : new TreeMap<>(wanted).entrySet()) {
      String there = found.get(e.getKey());
      if (!e.getValue().equals(there)) {
        throw in.problem(
            e.getKey(),
            "the checkpoint was made with %s, this run has %s; repeat the call as it was, or use another folder"
                .formatted(there, e.getValue()));
      }
    }
  }
}
