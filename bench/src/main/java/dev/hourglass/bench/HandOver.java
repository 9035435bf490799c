package dev.hourglass.bench;

import java.util.Arrays;

/**
 * How long a number written by one thread takes to be seen by another: two threads pass a counter
 * to and fro. Some 30 to 60 ns where their processors share a cache, three times that where they
 * don't; a virtual machine may move between the two from minute to minute, and every figure of two
 * threads with it.
 */
final class HandOver {
  private static final int TURNS = 100_000;
  private static final int ROUNDS = 5;

  private volatile int turn;

  private HandOver() {}

  /** Nanoseconds one way, the median of five rounds; NaN on one processor. */
  static double nanos() {
    if (Runtime.getRuntime().availableProcessors() < 2) {
      return Double.NaN;
    }
    double[] rounds = new double[ROUNDS];
    Arrays.setAll(rounds, i -> new HandOver().round());
    return Rate.median(rounds);
  }

  private double round() {
    Thread other = Thread.ofPlatform().daemon().start(() -> answer());
    long start = System.nanoTime();
    for (int i = 0; i < TURNS; i++) {
      turn = 2 * i + 1;
      await(2 * i + 2);
    }
    long nanos = System.nanoTime() - start;
    try {
      other.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring the hand-over", e);
    }
    return nanos / (2.0 * TURNS);
  }

  private void answer() {
    for (int i = 0; i < TURNS; i++) {
      await(2 * i + 1);
      turn = 2 * i + 2;
    }
  }

  private void await(int wanted) {
    while (turn != wanted) {
      // no pause: it may hand the processor away
    }
  }
}
