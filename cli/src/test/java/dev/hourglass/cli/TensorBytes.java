package dev.hourglass.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The numbers of a model file without its metadata. */
final class TensorBytes {
  private TensorBytes() {}

  /** SHA-256 of everything behind the header, in hexadecimal digits. */
  static String sha256(Path model) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(model)).order(ByteOrder.LITTLE_ENDIAN);
    long header = file.getLong();
    file.position(Math.toIntExact(Long.BYTES + header));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(file);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
