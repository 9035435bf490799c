package dev.hourglass.autoencoders.som;

import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs independent parts of a work, each of which writes to places of its own. */
record Workers(int threads) {

  /** Calls {@code part} with 0 to {@code count - 1}, in any order. */
  void each(int count, IntConsumer part) {
    if (threads == 1) {
      IntStream.range(0, count).forEach(part);
      return;
    }
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      pool.submit(() -> IntStream.range(0, count).parallel().forEach(part)).join();
    }
  }
}
