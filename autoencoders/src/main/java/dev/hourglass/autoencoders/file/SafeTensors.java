package dev.hourglass.autoencoders.file;

import dev.hourglass.engine.Shape;
import dev.hourglass.engine.io.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes safetensors files: header length, header of JSON padded with spaces to a multiple of 8
 * bytes, numbers.
 */
final class SafeTensors {
  static final String METADATA = "__metadata__";
  static final int LENGTH_BYTES = 8;
  static final int CHUNK_BYTES = 1 << 16;

  private SafeTensors() {}

  /**
   * Metadata first, in order of its keys; then tensors, in the order given. The same content gives
   * the same bytes.
   */
  static void write(Path path, Map<String, String> metadata, Map<String, Block> tensors) {
    byte[] header = header(metadata, tensors);
    AtomicFile.obstacle(path)
        .ifPresent(o -> {
          throw new ModelFileException(
              path.toString(),
              "",
              "found %s, expected %s; %s".formatted(o.found(), o.expected(), o.mend()));
        });
    try {
      AtomicFile.write(
          path,
          channel -> {
            writeFully(channel, front(header));
            for (Block block : tensors.values()) {
              writeNumbers(channel, block);
            }
          });
    } catch (IOException e) {
      throw new ModelFileException(
          path.toString(),
          "",
          "could not be written (" + e + "); make room or write elsewhere, nothing was left behind",
          e);
    }
  }

  /** What stands before the numbers. */
  private static ByteBuffer front(byte[] header) {
    int padded = (header.length + 7) / 8 * 8;
    ByteBuffer front = ByteBuffer.allocate(LENGTH_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
    front.putLong(padded).put(header);
    while (front.hasRemaining()) {
      front.put((byte) ' ');
    }
    return front.flip();
  }

  private static byte[] header(Map<String, String> metadata, Map<String, Block> tensors) {
    ObjectNode header = Json.object();
    ObjectNode texts = header.putObject(METADATA);
    new TreeMap<>(metadata).forEach(texts::put);
    long offset = 0;
    for (Map.Entry<String, Block> e : tensors.entrySet()) {
      Shape shape = e.getValue().shape();
      ObjectNode entry = header.putObject(e.getKey());
      entry.put("dtype", "F32");
      var dims = entry.putArray("shape");
      for (int d : shape.toArray()) {
        dims.add(d);
      }
      long end = offset + (long) Float.BYTES * shape.size();
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    return Json.bytes(header);
  }

  private static void writeNumbers(FileChannel channel, Block block) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int end = block.offset() + block.shape().size();
    for (int i = block.offset(); i < end; ) {
      int count = Math.min(CHUNK_BYTES / Float.BYTES, end - i);
      buffer.clear();
      buffer.asFloatBuffer().put(block.data(), i, count);
      writeFully(channel, buffer.limit(count * Float.BYTES));
      i += count;
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
