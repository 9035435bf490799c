package dev.hourglass.autoencoders.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.autoencoders.PreprocessingPlan;
import dev.hourglass.autoencoders.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged model files: each is read as a model, or refused in one line that names the file. Memory is bounded by the heap of the tests. */
class ModelFileFuzzTest {
  private static final long SEED = 20_261_124;

  @TempDir Path folder;

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void a_thousand_damaged_files() throws IOException {
    fuzz(SEED, 1_000);
  }

  @Test
  @Tag("fuzz")
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void a_hundred_thousand_damaged_files() throws IOException {
    fuzz(SEED + 1, 100_000);
  }

  private void fuzz(long seed, int cases) throws IOException {
    Path file = folder.resolve("damaged.safetensors");
    Samples.trainer(Samples.model()).preprocessing(PreprocessingPlan.parse("min-max")).fit(Samples.nearPlane(50, 6, 0.1, 1)).save(file);
    byte[] good = Files.readAllBytes(file);
    int refused = 0;
    for (int i = 0; i < cases; i++) {
      Files.write(file, damaged(good, new Random(seed + i)));
      refused += isRefused(file, seed + i) ? 1 : 0;
    }
    assertThat(refused).as("refused of %d, seed %d", cases, seed).isBetween(cases / 2, cases);
  }

  private static boolean isRefused(Path file, long seed) {
    try {
      ModelFile.read(file);
      return false;
    } catch (ModelFileException e) {
      assertThat(e.getMessage()).as("seed %d", seed).startsWith(file.toString()).doesNotContain("\n").hasSizeLessThan(1500);
      return true;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed " + seed + ": " + e, e);
    }
  }

  private static byte[] damaged(byte[] good, Random random) {
    byte[] bytes = good.clone();
    int header = (int) ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      bytes = damagedOnce(bytes, Math.min(header + 8, bytes.length), random);
    }
    return bytes;
  }

  private static byte[] damagedOnce(byte[] bytes, int header, Random random) {
    if (bytes.length == 0 || header == 0) {
      return bytes;
    }
    int at = random.nextInt(header);
    switch (random.nextInt(7)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> bytes[random.nextInt(Math.min(8, bytes.length))] = (byte) random.nextInt(256);
      case 3 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      case 4 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
      }
      case 5 -> bytes = spliced(bytes, at, random);
      default -> changeDigit(bytes, at, random);
    }
    return bytes;
  }

  /** Puts a token where another stood. */
  private static byte[] spliced(byte[] bytes, int at, Random random) {
    String[] tokens = {"[", "]", "{", "}", "\"", "-1", "1e999", "null", "9223372036854775808", "\\u0000", "[[[[[[[[[[[[[[[[[[[["};
    byte[] token = tokens[random.nextInt(tokens.length)].getBytes(StandardCharsets.UTF_8);
    byte[] result = bytes.clone();
    System.arraycopy(token, 0, result, at, Math.min(token.length, result.length - at));
    return result;
  }

  private static void changeDigit(byte[] bytes, int from, Random random) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] >= '0' && bytes[i] <= '9') {
        bytes[i] = (byte) ('0' + random.nextInt(10));
        return;
      }
    }
  }
}
