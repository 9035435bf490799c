package dev.hourglass.cli;

import dev.hourglass.autoencoders.train.TrainingListener;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C while a model trains: training ends between two steps, so that its checkpoint is written,
 * and a line says what is left. A second signal, or {@code kill -9}, ends at once.
 */
final class Interruption implements TrainingListener, AutoCloseable {
  private static final long LONGEST_SECONDS = 20;

  private final PrintWriter err;
  private final String remains;
  private final Thread hook = new Thread(this::interrupted, "interruption");
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean cancelled;

  /**
   * Listens from now on.
   *
   * @param remains what the line says is there afterwards, and how to go on
   */
  Interruption(PrintWriter err, String remains) {
    this.err = err;
    this.remains = remains;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupted() {
    cancelled = true;
    try {
      boolean inTime = ended.await(LONGEST_SECONDS, TimeUnit.SECONDS);
      err.println(
          System.lineSeparator()
              + "hourglass: stopped; "
              + (inTime ? remains : "training did not end in time, so only older files are there"));
      err.flush();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  /** Training is over: a signal is no longer this object's business. */
  @Override
  public void close() {
    ended.countDown();
    if (!cancelled) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException _) {
        return; // the program is ending
      }
    }
  }
}
