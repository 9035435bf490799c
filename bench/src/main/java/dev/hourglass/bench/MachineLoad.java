package dev.hourglass.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How long the processors of the machine, and this process on them, have worked so far; the
 * difference of two readings tells what others took. From Linux's {@code /proc/stat}; elsewhere
 * nothing is known and shares are NaN.
 *
 * @param busySeconds of all processors together, for anybody; NaN if not known
 * @param ownSeconds of all processors together, for this process
 * @param nanos when this was read
 * @param processors of the machine
 */
record MachineLoad(double busySeconds, double ownSeconds, long nanos, int processors) {
  private static final Path STAT = Path.of("/proc/stat");

  /** Linux counts in hundredths of a second here, on every processor it runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private static final double NANOS = 1e9;

  /** As things stand. */
  static MachineLoad now() {
    double own =
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / NANOS;
    try {
      return of(Files.readAllLines(STAT), own, System.nanoTime());
    } catch (IOException e) {
      return new MachineLoad(
          Double.NaN, own, System.nanoTime(), Runtime.getRuntime().availableProcessors());
    }
  }

  /** From the lines of {@code /proc/stat}. */
  static MachineLoad of(List<String> stat, double ownSeconds, long nanos) {
    long[] ticks =
        List.of(stat.getFirst().trim().split("\\s+")).stream()
            .skip(1)
            .mapToLong(Long::parseLong)
            .toArray();
    // user, nice, system, (idle, iowait,) irq, softirq, steal
    long busy = LongStream.of(ticks[0], ticks[1], ticks[2], ticks[5], ticks[6], ticks[7]).sum();
    int processors = (int) stat.stream().filter(l -> l.matches("cpu\\d+ .*")).count();
    return new MachineLoad(busy / TICKS_PER_SECOND, ownSeconds, nanos, processors);
  }

  /** The share of the machine, 0 to 1, that other programs took since then; NaN if not known. */
  double foreignSince(MachineLoad then) {
    double seconds = (nanos - then.nanos) / NANOS;
    double others = (busySeconds - then.busySeconds) - (ownSeconds - then.ownSeconds);
    return Math.max(0, others) / (processors * seconds);
  }
}
