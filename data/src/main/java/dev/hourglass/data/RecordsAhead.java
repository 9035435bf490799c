package dev.hourglass.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongConsumer;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV text, found by a thread of its own while the caller makes numbers of those
 * before. For one thread.
 */
final class RecordsAhead implements AutoCloseable {
  /** So many cells wait together, about, so that wide records need no more memory. */
  private static final int CELLS = 1 << 14;

  private static final int BATCHES = 4;

  /**
   * Records in a row.
   *
   * @param nextLines the number of the line after each
   * @param failure why there are no more after them; null where there are, or the text ends
   * @param last whether these are the last
   */
  private record Batch(
      List<CSVRecord> records, List<Long> nextLines, @Nullable Throwable failure, boolean last) {}

  /** Takes a record and the number of the line after it. */
  interface Taker {
    void take(CSVRecord record, long nextLine);
  }

  private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(BATCHES);
  private final Thread finder;

  /**
   * Starts to read.
   *
   * @param begun is told the line at which each record begins, in the thread that finds it
   */
  RecordsAhead(CSVParser parser, LongConsumer begun) {
    finder = Thread.ofPlatform().daemon().name("csv-records").unstarted(() -> find(parser, begun));
    finder.start();
  }

  private void find(CSVParser parser, LongConsumer begun) {
    List<CSVRecord> records = new ArrayList<>();
    List<Long> lines = new ArrayList<>();
    int cells = 0;
    try {
      try {
        for (CSVRecord record : parser) {
          long next = parser.getCurrentLineNumber() + 1;
          begun.accept(next);
          records.add(record);
          lines.add(next);
          cells += record.size();
          if (cells >= CELLS) {
            queue.put(new Batch(records, lines, null, false));
            records = new ArrayList<>();
            lines = new ArrayList<>();
            cells = 0;
          }
        }
        queue.put(new Batch(records, lines, null, true));
      } catch (RuntimeException | Error e) {
        queue.put(new Batch(records, lines, e, true));
      }
    } catch (InterruptedException _) {
      // the caller wants no more
    }
  }

  /**
   * Gives all records to the taker, in their order.
   *
   * @throws IOException if the text cannot be read, after the records before that place
   */
  void forEach(Taker taker) throws IOException {
    try {
      boolean last = false;
      while (!last) {
        Batch batch = queue.take();
        for (int i = 0; i < batch.records().size(); i++) {
          taker.take(batch.records().get(i), batch.nextLines().get(i));
        }
        switch (batch.failure()) {
          case null -> {}
          case UncheckedIOException e -> throw Objects.requireNonNull(e.getCause());
          case RuntimeException e -> throw e;
          case Error e -> throw e;
          case Throwable e -> throw new IllegalStateException(e);
        }
        last = batch.last();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    finder.interrupt();
    try {
      finder.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
