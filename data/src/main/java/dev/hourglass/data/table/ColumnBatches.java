package dev.hourglass.data.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** One pass over the rows of a table. */
public final class ColumnBatches implements AutoCloseable {
  private final List<Read> reads;
  private final RowNumbers rowNumbers;
  private final int batchRows;
  private final Connection connection;
  private final PreparedStatement statement;
  private final DuckDBChunkedResult result;
  private int inChunk;
  private int chunkRows;
  private long place;
  private long first;
  private @Nullable ColumnBatch batch;

  /** A column to read. */
  record Read(String inside, Column.Stored stored) {}

  ColumnBatches(Duck duck, List<Read> reads, RowNumbers rowNumbers, int batchRows) {
    if (batchRows < 1) {
      throw new IllegalArgumentException("a batch has at least one row, got " + batchRows);
    }
    this.reads = reads;
    this.rowNumbers = rowNumbers;
    this.batchRows = batchRows;
    String list =
        reads.isEmpty() ? "1" : reads.stream().map(Read::inside).collect(Collectors.joining(", "));
    try {
      this.connection = duck.connection().duplicate();
      this.statement = connection.prepareStatement("SELECT " + list + " FROM t");
      this.result = statement.unwrap(DuckDBPreparedStatement.class).query();
    } catch (SQLException e) {
      throw new Duck.DuckException(e);
    }
  }

  /** How many rows of this many columns make a batch of a few megabytes. */
  static int rowsFor(int columns) {
    return Math.clamp((1 << 18) / Math.max(1, columns), 64, 1 << 13);
  }

  /** Reads the next batch; false at the end. */
  public boolean next() {
    first += batch == null ? 0 : batch.rows();
    Filling filling = new Filling();
    while (filling.rows < batchRows && (inChunk < chunkRows || fetch())) {
      inChunk += filling.take(result.chunk());
    }
    batch = filling.rows == 0 ? null : filling.batch();
    return batch != null;
  }

  /**
   * The batch that was read last.
   *
   * @throws IllegalStateException when there is none
   */
  public ColumnBatch batch() {
    if (batch == null) {
      throw new IllegalStateException("no batch: next() was not called or said that there is none");
    }
    return batch;
  }

  /**
   * Gives all batches that are left to the taker, and reads the next in another thread while it
   * works on one.
   */
  public void forEach(Consumer<ColumnBatch> taker) {
    try (ExecutorService reader =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("column-batches").factory())) {
      Future<Boolean> ahead = reader.submit(this::next);
      while (result(ahead)) {
        ColumnBatch read = batch();
        ahead = reader.submit(this::next);
        taker.accept(read);
      }
    }
  }

  private static boolean result(Future<Boolean> ahead) {
    try {
      return ahead.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a table was read", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private boolean fetch() {
    if (!result.nextChunk()) {
      return false;
    }
    inChunk = 0;
    chunkRows = (int) result.chunk().rowCount();
    return chunkRows > 0;
  }

  /** A batch that grows. */
  private final class Filling {
    private final long[] numbers = new long[batchRows];
    private final List<Object> columns = new ArrayList<>();
    private int rows;

    Filling() {
      for (Read read : reads) {
        columns.add(
            read.stored() == Column.Stored.NUMBER
                ? new double[batchRows]
                : new @Nullable String[batchRows]);
      }
    }

    /** Takes rows of the chunk from {@code inChunk} on; returns how many it went over. */
    int take(DuckDBDataChunkReader chunk) {
      int count = Math.min(chunkRows - inChunk, batchRows - rows);
      int[] kept = new int[count];
      int n = 0;
      for (int i = 0; i < count; i++) {
        if (!rowNumbers.isExcluded(place)) {
          numbers[rows + n] = rowNumbers.number(place);
          kept[n++] = inChunk + i;
        }
        place++;
      }
      for (int c = 0; c < reads.size(); c++) {
        DuckDBReadableVector vector = chunk.vector(c);
        if (columns.get(c) instanceof double[] values) {
          for (int i = 0; i < n; i++) {
            values[rows + i] = vector.getDouble(kept[i], Double.NaN);
          }
        } else {
          @Nullable String[] texts = (@Nullable String[]) columns.get(c);
          for (int i = 0; i < n; i++) {
            texts[rows + i] = vector.isNull(kept[i]) ? null : vector.getString(kept[i]);
          }
        }
      }
      rows += n;
      return count;
    }

    ColumnBatch batch() {
      List<ColumnBatch.Cells> cells = new ArrayList<>();
      for (Object column : columns) {
        cells.add(
            column instanceof double[] values
                ? new ColumnBatch.Numbers(Arrays.copyOf(values, rows))
                : new ColumnBatch.Texts(Arrays.copyOf((@Nullable String[]) column, rows)));
      }
      return new ColumnBatch(first, Arrays.copyOf(numbers, rows), cells);
    }
  }

  @Override
  public void close() {
    try {
      result.close();
      statement.close();
      connection.close();
    } catch (SQLException e) {
      throw new Duck.DuckException(e);
    }
  }
}
