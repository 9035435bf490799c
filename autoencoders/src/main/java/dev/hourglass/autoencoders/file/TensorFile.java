package dev.hourglass.autoencoders.file;

import dev.hourglass.engine.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * An open safetensors file whose header has been checked against its size: every tensor lies
 * inside, none overlaps another, and no byte is left over. Nothing in proportion to a number in the
 * file is allocated before that number has been held against the size.
 */
final class TensorFile implements AutoCloseable {
  private static final long LONGEST_HEADER = 1 << 24;

  private final String name;
  private final FileChannel channel;
  private final Map<String, Entry> entries = new TreeMap<>();
  private Map<String, String> metadata = Map.of();
  private long dataStart;

  /**
   * @param begin first byte within the data
   */
  private record Entry(Shape shape, long begin, long end) {}

  private TensorFile(String name, FileChannel channel) {
    this.name = name;
    this.channel = channel;
  }

  /**
   * @throws ModelFileException if this is no whole safetensors file of F32 tensors
   */
  static TensorFile open(Path path) {
    String name = path.toString();
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        throw new ModelFileException(name, "", "is not a plain file; give the model file itself");
      }
      TensorFile file = new TensorFile(name, FileChannel.open(path, StandardOpenOption.READ));
      try {
        file.readHeader();
        return file;
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new ModelFileException(name, "", "there is no such file; check the name", e);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  String name() {
    return name;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  /** A text of the metadata. */
  boolean has(String key) {
    return metadata.containsKey(key);
  }

  String text(String key) {
    String value = metadata.get(key);
    if (value == null) {
      throw problem(
          "metadata",
          "found no \""
              + key
              + "\", so this file is not from Hourglass; choose one that hourglass train wrote");
    }
    return value;
  }

  /** JSON in a text of the metadata. */
  Field json(String key) {
    return new Field(name, key, Json.parse(name, key, text(key)));
  }

  /** Refuses unless the tensors are exactly these, by name and shape. */
  void requireTensors(Map<String, Shape> expected) {
    expected.forEach((tensor, shape) -> {
      Entry entry = entries.get(tensor);
      if (entry == null) {
        throw problem(
            "tensor " + tensor,
            "is missing, expected one of shape " + shape + "; the file is damaged");
      }
      if (!entry.shape().equals(shape)) {
        throw problem(
            "tensor " + tensor,
            "has shape " + entry.shape() + ", expected " + shape + "; the file is damaged");
      }
    });
    for (String tensor : entries.keySet()) {
      if (!expected.containsKey(tensor)) {
        throw problem(
            "tensor " + tensor,
            "does not belong to this architecture; the file is damaged or from a later version");
      }
    }
  }

  /** Reads the numbers of a tensor, all of which must be finite. */
  void read(String tensor, float[] target, int offset) {
    Entry entry = entries.get(tensor);
    if (entry == null) {
      throw problem("tensor " + tensor, "is missing; the file is damaged");
    }
    try {
      ByteBuffer buffer =
          ByteBuffer.allocate(SafeTensors.CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      int at = offset;
      for (long p = entry.begin(); p < entry.end(); ) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), entry.end() - p));
        readFully(buffer, dataStart + p);
        p += buffer.limit();
        int count = buffer.limit() / Float.BYTES;
        buffer.flip().asFloatBuffer().get(target, at, count);
        requireFinite(tensor, target, at, count, offset);
        at += count;
      }
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private void requireFinite(String tensor, float[] values, int from, int count, int offset) {
    for (int i = from; i < from + count; i++) {
      if (!Float.isFinite(values[i])) {
        throw problem(
            "tensor " + tensor,
            "number "
                + (i - offset + 1)
                + " is "
                + values[i]
                + ", expected a finite one; the file is damaged");
      }
    }
  }

  private void readHeader() throws IOException {
    long size = channel.size();
    if (size < SafeTensors.LENGTH_BYTES + 2) {
      throw problem(
          "start",
          "the file has %d bytes, too few for a model file; it is damaged or something else"
              .formatted(size));
    }
    ByteBuffer length =
        ByteBuffer.allocate(SafeTensors.LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(length, 0);
    long header = length.getLong(0);
    long room = Math.min(LONGEST_HEADER, size - SafeTensors.LENGTH_BYTES);
    if (header < 2 || header > room) {
      throw problem(
          "bytes 0 to 7",
          "found a header length of %s, expected 2 to %d; the file is cut short or no safetensors file"
              .formatted(Long.toUnsignedString(header), room));
    }
    ByteBuffer text = ByteBuffer.allocate((int) header);
    readFully(text, SafeTensors.LENGTH_BYTES);
    dataStart = SafeTensors.LENGTH_BYTES + header;
    parseHeader(decoded(text.flip()), size - dataStart);
  }

  private String decoded(ByteBuffer text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw new ModelFileException(
          name, "header", "is not UTF-8; the file is damaged or no safetensors file", e);
    }
  }

  private void parseHeader(String text, long dataSize) {
    Field header = new Field(name, "header", Json.parse(name, "header", text));
    header
        .children()
        .forEach((key, value) -> {
          if (key.equals(SafeTensors.METADATA)) {
            metadata = value.strings();
          } else {
            entries.put(key, entry(key, value.node(), dataSize));
          }
        });
    requireContiguous(dataSize);
  }

  private Entry entry(String key, JsonNode node, long dataSize) {
    Field field = new Field(name, "tensor " + key, node);
    field.requireKeys("dtype", "shape", "data_offsets");
    if (!field.at("dtype").string().equals("F32")) {
      throw field.at("dtype").wrong("\"F32\"");
    }
    List<Field> offsets = field.at("data_offsets").elements();
    if (offsets.size() != 2) {
      throw field.at("data_offsets").wrong("two offsets");
    }
    long begin = offsets.get(0).whole(0, dataSize);
    long end = offsets.get(1).whole(begin, dataSize);
    return new Entry(shape(field.at("shape"), end - begin), begin, end);
  }

  private static Shape shape(Field field, long bytes) {
    List<Field> elements = field.elements();
    if (elements.isEmpty() || elements.size() > 8) {
      throw field.wrong("1 to 8 lengths");
    }
    int[] dims = elements.stream().mapToInt(e -> e.count(1)).toArray();
    long size = Float.BYTES;
    for (int d : dims) {
      size = size > bytes ? size : size * d; // stops before it could overflow
    }
    if (size != bytes) {
      throw field.wrong("lengths that make " + bytes + " bytes of F32, as the offsets say");
    }
    return Shape.of(dims);
  }

  private void requireContiguous(long dataSize) {
    long next = 0;
    var byPlace =
        entries.entrySet().stream()
            .sorted(Comparator.comparingLong(e -> e.getValue().begin()))
            .toList();
    for (Map.Entry<String, Entry> e : byPlace) {
      long begin = e.getValue().begin();
      if (begin != next) {
        String what = begin < next ? "overlaps the tensor before it" : "leaves a hole before it";
        throw problem(
            "tensor " + e.getKey(),
            "starts at %d, expected %d: it %s; the file is damaged".formatted(begin, next, what));
      }
      next = e.getValue().end();
    }
    if (next != dataSize) {
      throw problem(
          "end",
          "found %d bytes of numbers, expected %d; the file is damaged".formatted(dataSize, next));
    }
  }

  private void readFully(ByteBuffer buffer, long position) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int n = channel.read(buffer, at);
      if (n < 0) {
        throw problem(
            "byte " + at, "the file ends here, expected more; it was cut short while it was read");
      }
      at += n;
    }
  }

  ModelFileException problem(String place, String what) {
    return new ModelFileException(name, place, what);
  }

  private static ModelFileException unreadable(String name, IOException e) {
    return new ModelFileException(
        name, "", "could not be read (" + e + "); check the permissions and the disk", e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }
}
