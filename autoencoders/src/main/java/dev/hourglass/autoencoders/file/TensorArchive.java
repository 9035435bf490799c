package dev.hourglass.autoencoders.file;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A safetensors file of texts and tensors, for what is more than one autoencoder. It is written and
 * checked as model files are.
 *
 * {@snippet :
 * TensorArchive.write(path, Map.of("my.version", "1"), Map.of("weight", weight));
 * try (TensorArchive in = TensorArchive.open(path)) {
 *   in.requireTensors(Map.of("weight", Shape.of(8, 4))); // before anything is allocated
 *   NDArray weight = in.read("weight", Shape.of(8, 4));
 * }
 * }
 */
public final class TensorArchive implements AutoCloseable {
  /** The text by which the file of a detector in tables is told from that of an autoencoder. */
  public static final String DETECTOR = "hourglass.detector.version";

  /** The text by which the file of a detector in time series is told. */
  public static final String SERIES = "hourglass.series.version";

  /** The text by which the file of a self-organising map is told from that of an autoencoder. */
  public static final String MAP = "hourglass.som.version";

  private final TensorFile file;

  private TensorArchive(TensorFile file) {
    this.file = file;
  }

  /**
   * Writes a file, whole or not at all; the same content gives the same bytes.
   *
   * @throws ModelFileException if it cannot be written there
   */
  public static void write(Path path, Map<String, String> texts, Map<String, NDArray> tensors) {
    Map<String, Block> blocks = new LinkedHashMap<>();
    tensors.forEach((name, t) -> blocks.put(name, new Block(t.shape(), t.data(), 0)));
    SafeTensors.write(path, texts, blocks);
  }

  /**
   * Opens a file and checks its header against its size.
   *
   * @throws ModelFileException if this is no whole safetensors file of F32 tensors
   */
  public static TensorArchive open(Path path) {
    return new TensorArchive(TensorFile.open(path));
  }

  /** Whether there is a text under a key. */
  public boolean has(String key) {
    return file.has(key);
  }

  /**
   * The text under a key.
   *
   * @throws ModelFileException if there is none
   */
  public String text(String key) {
    return file.text(key);
  }

  /**
   * The JSON in the text under a key.
   *
   * @throws ModelFileException if there is none, or it is not sound
   */
  public Field json(String key) {
    return file.json(key);
  }

  /**
   * Refuses unless the tensors are exactly these, by name and shape.
   *
   * @throws ModelFileException if they are not
   */
  public void requireTensors(Map<String, Shape> expected) {
    file.requireTensors(expected);
  }

  /**
   * Reads a tensor whose shape has been checked by {@link #requireTensors}.
   *
   * @throws ModelFileException if a number is not finite
   */
  public NDArray read(String name, Shape shape) {
    NDArray array = NDArray.zeros(shape);
    file.read(name, array.data(), 0);
    return array;
  }

  /** What is wrong at a place of this file, in one line. */
  public ModelFileException problem(String place, String what) {
    return file.problem(place, what);
  }

  @Override
  public void close() {
    file.close();
  }
}
