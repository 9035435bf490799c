package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.engine.NDArray;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * What must be the same for a run to go on from a checkpoint; the number of threads is not part of
 * it.
 */
final class Identity {
  private static final int CHUNK = 1 << 14;

  private Identity() {}

  static Map<String, String> of(
      Autoencoder model, TrainOptions o, TrainingData data, Optional<Weights> first) {
    Map<String, String> same = new TreeMap<>();
    same.put("architecture", model.architecture().toString());
    same.put("family", model.family().toString());
    same.put("loss", o.loss().toString());
    same.put("optimizer", o.optimizer().toString());
    same.put("schedule", o.schedule().toString());
    same.put("clipping", o.clipping().toString());
    same.put("penalty", o.penalty().toString());
    same.put("preprocessing", o.preprocessing().text());
    same.put("adversary", o.adversary().text());
    same.put("curriculum", o.curriculum().text());
    same.put("epochs", Integer.toString(o.epochs()));
    same.put("batch size", Integer.toString(o.batchSize()));
    same.put("seed", Long.toString(o.seed()));
    same.put("validation split", Double.toString(o.validationSplit()));
    same.put("patience", Integer.toString(o.patience()));
    same.put("training data", describe(data.train()));
    same.put("validation data", data.hasValidation() ? describe(data.validation()) : "none");
    first.ifPresent(weights -> same.put("first weights", describe(weights)));
    return same;
  }

  private static String describe(Examples examples) {
    String rows = describe(examples.inputs());
    return examples.areToBeReconstructed()
        ? rows
        : rows + ", targets " + describe(examples.targets());
  }

  private static String describe(Weights weights) {
    return "checksums %08x and %08x"
        .formatted(checksum(weights.theta()), checksum(weights.statistics()));
  }

  private static String describe(NDArray array) {
    return "%s checksum %08x".formatted(array.shape(), checksum(array.data()));
  }

  /** CRC-32C. */
  private static long checksum(float[] data) {
    CRC32C crc = new CRC32C();
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (int i = 0; i < data.length; i += CHUNK) {
      int count = Math.min(CHUNK, data.length - i);
      bytes.clear();
      bytes.asFloatBuffer().put(data, i, count);
      crc.update(bytes.limit(count * Float.BYTES));
    }
    return crc.getValue();
  }
}
