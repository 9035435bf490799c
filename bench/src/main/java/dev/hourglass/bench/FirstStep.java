package dev.hourglass.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Times the way to the first result of a workload, making the data left out. */
final class FirstStep {
  private static final double NANOS = 1e9;
  private static final double TICKS_PER_SECOND = 100;

  /** Where {@code starttime} stands in {@code /proc/self/stat} after the name of the program. */
  private static final int START_TIME = 19;

  private final double before;
  private long start = System.nanoTime();
  private double seconds = Double.NaN;

  private FirstStep(double before) {
    this.before = before;
  }

  /** Counts from the start of the process. */
  static FirstStep ofProcess() {
    return new FirstStep(processSeconds());
  }

  /** Counts from now. */
  static FirstStep fromNow() {
    return new FirstStep(0);
  }

  /** The data have been made: starts again, which leaves out the time since. */
  void dataMade() {
    start = System.nanoTime();
  }

  /** A step is done; only the first call counts. */
  void stepDone() {
    if (Double.isNaN(seconds)) {
      seconds = before + (System.nanoTime() - start) / NANOS;
    }
  }

  /** NaN before the first step. */
  double seconds() {
    return seconds;
  }

  private static double processSeconds() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      String uptime = Files.readString(Path.of("/proc/uptime"));
      return Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')))
          - Long.parseLong(fields[START_TIME]) / TICKS_PER_SECOND;
    } catch (IOException e) {
      Instant now = Instant.now();
      Instant began = ProcessHandle.current().info().startInstant().orElse(now);
      return Duration.between(began, now).toNanos() / NANOS;
    }
  }
}
