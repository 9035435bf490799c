package dev.hourglass.engine.compile;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What each kernel of a program takes on each thread, and how long the threads wait before it: a
 * table on standard error when the program is closed, under {@code -Dhourglass.kernels=true}. Each
 * figure is the mean of the fastest block of {@value #BLOCK} runs, in microseconds.
 */
final class KernelTimes {
  private static final boolean WANTED = Boolean.getBoolean("hourglass.kernels");
  private static final int BLOCK = 200;
  private static final double NANOS_PER_MICRO = 1e3;

  private final CompiledProgram.Step[] steps;
  private final long[][] sums; // [member][2 * step] waiting, [member][2 * step + 1] working
  private final long[][] best;
  private final int[] runs;

  private KernelTimes(CompiledProgram.Step[] steps, int members) {
    this.steps = steps;
    this.sums = new long[members][2 * steps.length];
    this.best = new long[members][];
    this.runs = new int[members];
  }

  /** Null where nobody asked. */
  static @Nullable KernelTimes wanted(CompiledProgram.Step[] steps, int members) {
    return WANTED ? new KernelTimes(steps, members) : null;
  }

  void waited(int member, int step, long nanos) {
    sums[member][2 * step] += nanos;
  }

  void worked(int member, int step, long nanos) {
    sums[member][2 * step + 1] += nanos;
  }

  /** One run is over. */
  void ran(int member) {
    if (++runs[member] % BLOCK == 0) {
      long[] sum = sums[member];
      if (best[member] == null || Arrays.stream(sum).sum() < Arrays.stream(best[member]).sum()) {
        best[member] = sum.clone();
      }
      Arrays.fill(sum, 0);
    }
  }

  void print() {
    if (best[0] == null) {
      return;
    }
    StringBuilder table = new StringBuilder();
    double all = 0;
    for (int i = 0; i < steps.length; i++) {
      for (int m = 0; m < best.length; m++) {
        double wait = best[m] == null ? 0 : best[m][2 * i] / NANOS_PER_MICRO / BLOCK;
        double work = best[m] == null ? 0 : best[m][2 * i + 1] / NANOS_PER_MICRO / BLOCK;
        table.append(String.format(Locale.ROOT, "%7.1f +%7.1f ", wait, work));
        all += m == 0 ? wait + work : 0;
      }
      table.append(' ').append(steps[i].kernel()).append('\n');
    }
    System.err.printf(Locale.ROOT, "%swait + work of each thread; %.1f us in all%n", table, all);
  }
}
