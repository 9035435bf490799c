package dev.hourglass.autoencoders.train;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** When to tell listeners and when to write checkpoints; decides nothing about weights. */
final class Clock {
  private static final long TELL_NANOS = 100_000_000;
  private static final double NANOS = 1e9;

  private final boolean tells;
  private final CheckpointPlan.Rhythm rhythm;
  private long started;
  private long told;
  private long written;
  private double before;

  Clock(List<TrainingListener> listeners, @Nullable CheckpointPlan plan) {
    this.tells = !listeners.isEmpty();
    this.rhythm = plan == null ? new CheckpointPlan.Rhythm(0, 0) : plan.rhythm();
    this.written = System.nanoTime();
  }

  /** An epoch begins, or goes on after so many seconds. */
  void start(double secondsBefore) {
    started = System.nanoTime();
    before = secondsBefore;
  }

  /** Of this epoch, those before an interruption included; above 0. */
  double seconds() {
    return before + Math.max(1, System.nanoTime() - started) / NANOS;
  }

  boolean isTimeToTell() {
    if (!tells) {
      return false;
    }
    long now = System.nanoTime();
    if (now - told < TELL_NANOS) {
      return false;
    }
    told = now;
    return true;
  }

  boolean isTimeToWrite(int step) {
    boolean bySteps = rhythm.steps() > 0 && step % rhythm.steps() == 0;
    return bySteps
        || (rhythm.seconds() > 0 && System.nanoTime() - written > rhythm.seconds() * NANOS);
  }

  void written() {
    written = System.nanoTime();
  }
}
