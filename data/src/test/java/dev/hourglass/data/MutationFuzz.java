package dev.hourglass.data;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Seeded mutation fuzzing of a reader of files. Each case damages a valid file (bits, bytes, runs,
 * truncation, insertion, numbers at the extremes, pieces of another seed), writes it to disk and
 * reads it. Reading must succeed, or be refused by the expected exception with one line that names
 * the file, within a time and with a bounded allocation. A case is repeated by its seed and number.
 *
 * @param extension of the files, such as {@code .npy}
 * @param seeds valid files
 * @param repair applied to every second case, for example to make checksums right again
 * @param reader the reader under test
 * @param refusal the one exception that may be thrown
 */
record MutationFuzz(
    String extension,
    List<byte[]> seeds,
    UnaryOperator<byte[]> repair,
    Consumer<Path> reader,
    Class<? extends RuntimeException> refusal) {

  /** What a batch must stay within, per case. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final long MOST_BYTES = 32L << 20;
  private static final int[] EXTREMES = {0, 1, -1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 1 << 24};

  /** What happened: the worst allocation and the longest case among all. */
  record Report(int accepted, int refused, long mostBytes, Duration longest) {}

  /** Runs cases 0 to {@code cases - 1}; throws AssertionError at the first that misbehaves. */
  Report run(int cases, long seed, Path folder) throws Exception {
    long[] current = {-1, System.nanoTime()};
    FutureTask<Report> batch = new FutureTask<>(() -> runAll(cases, seed, folder, current));
    Thread worker = Thread.ofPlatform().daemon().name("fuzz").start(batch);
    while (true) {
      try {
        return batch.get(1, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof AssertionError misbehaved) {
          throw misbehaved;
        }
        throw e;
      } catch (TimeoutException _) {
        synchronized (current) {
          if (System.nanoTime() - current[1] > LONGEST.toNanos()) {
            throw new AssertionError(
                "seed %d, case %d hangs in %s"
                    .formatted(seed, current[0], Arrays.toString(worker.getStackTrace())));
          }
        }
      }
    }
  }

  private Report runAll(int cases, long seed, Path folder, long[] current) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Path file = folder.resolve("mutant" + extension);
    Files.write(file, seeds.get(0));
    reader.accept(file);
    int accepted = 0;
    long mostBytes = 0;
    long longest = 0;
    for (int i = 0; i < cases; i++) {
      byte[] mutant = mutant(seed, i);
      Files.write(file, mutant);
      long start = System.nanoTime();
      synchronized (current) {
        current[0] = i;
        current[1] = start;
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      String where = "seed " + seed + ", case " + i;
      accepted += read(file, where, mutant) ? 1 : 0;
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      if (bytes > MOST_BYTES) {
        throw misbehaviour(where, "allocated " + bytes + " bytes", mutant, null);
      }
      mostBytes = Math.max(mostBytes, bytes);
      longest = Math.max(longest, System.nanoTime() - start);
    }
    return new Report(accepted, cases - accepted, mostBytes, Duration.ofNanos(longest));
  }

  private boolean read(Path file, String where, byte[] mutant) {
    try {
      reader.accept(file);
      return true;
    } catch (Throwable e) {
      if (!refusal.isInstance(e)) {
        throw misbehaviour(where, "threw " + e, mutant, e);
      }
      String message = String.valueOf(e.getMessage());
      if (message.lines().count() != 1 || !message.contains(file.toString())) {
        throw misbehaviour(where, "says \"" + message + "\"", mutant, e);
      }
      return false;
    }
  }

  /** The file of one case. */
  byte[] mutant(long seed, int number) {
    SplittableRandom random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + number);
    byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
    int mutations = 1 + random.nextInt(4);
    for (int i = 0; i < mutations; i++) {
      bytes = mutate(bytes, random);
    }
    return number % 2 == 0 ? bytes : repair.apply(bytes);
  }

  private byte[] mutate(byte[] bytes, SplittableRandom random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    // Half of the mutations strike the first 64 bytes, where headers are.
    int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 64);
    int at = random.nextInt(reach);
    switch (random.nextInt(8)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> bytes = Arrays.copyOf(bytes, at);
      case 3 -> bytes = splice(bytes, at, at, randomBytes(random));
      case 4 -> bytes = splice(bytes, at, end(bytes, at, random), new byte[0]);
      case 5 -> writeNumber(bytes, at, random);
      case 6 ->
          bytes = splice(bytes, at, at, Arrays.copyOfRange(bytes, at, end(bytes, at, random)));
      default -> {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int from = random.nextInt(other.length);
        byte[] piece = Arrays.copyOfRange(other, from, end(other, from, random));
        bytes = splice(bytes, at, Math.min(bytes.length, at + piece.length), piece);
      }
    }
    return bytes;
  }

  /** Overwrites 1, 2, 4 or 8 bytes, of either order, with a number that lengths dislike. */
  private static void writeNumber(byte[] bytes, int at, SplittableRandom random) {
    long extreme = EXTREMES[random.nextInt(EXTREMES.length)];
    long value = random.nextBoolean() ? extreme : random.nextLong() >>> random.nextInt(64);
    int size = 1 << random.nextInt(4);
    boolean little = random.nextBoolean();
    for (int i = 0; i < size && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >>> 8 * (little ? i : size - 1 - i));
    }
  }

  private static int end(byte[] bytes, int at, SplittableRandom random) {
    return Math.min(bytes.length, at + 1 + random.nextInt(32));
  }

  private static byte[] randomBytes(SplittableRandom random) {
    byte[] bytes = new byte[1 + random.nextInt(16)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] piece) {
    byte[] out = Arrays.copyOf(bytes, bytes.length - (to - from) + piece.length);
    System.arraycopy(piece, 0, out, from, piece.length);
    System.arraycopy(bytes, to, out, from + piece.length, bytes.length - to);
    return out;
  }

  private static AssertionError misbehaviour(
      String where, String what, byte[] mutant, @Nullable Throwable cause) {
    byte[] start = Arrays.copyOf(mutant, Math.min(3000, mutant.length));
    String file = Base64.getEncoder().encodeToString(start);
    return new AssertionError(where + " " + what + "; the file in base64: " + file, cause);
  }
}
