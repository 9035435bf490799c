package dev.hourglass.tasks.anomaly;

import dev.hourglass.data.table.ColumnBatches;
import dev.hourglass.data.table.EncodingTally;
import dev.hourglass.data.table.TableEncoding;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.engine.NDArray;
import java.util.Arrays;

/**
 * Chosen rows of a table as numbers.
 *
 * @param values [N, D]
 * @param numbers of the rows in the source, from 1, [N]
 */
record EncodedRows(NDArray values, long[] numbers) {
  private static final int BATCH = 1 << 12;

  /**
   * Reads rows in one pass.
   *
   * @param places of the rows in the table, each once, in the order that is wanted
   */
  static EncodedRows read(TableSource source, TableEncoding encoding, int[] places) {
    int[] slots = new int[Math.toIntExact(source.rows())];
    Arrays.fill(slots, -1);
    for (int i = 0; i < places.length; i++) {
      slots[places[i]] = i;
    }
    int width = encoding.width();
    float[] values = new float[Math.multiplyExact(places.length, width)];
    long[] numbers = new long[places.length];
    try (ColumnBatches batches = encoding.open(source, BATCH)) {
      batches.forEach(batch -> {
        float[] block = encoding.encode(batch, new EncodingTally());
        for (int i = 0; i < batch.rows(); i++) {
          int slot = slots[(int) batch.first() + i];
          if (slot >= 0) {
            System.arraycopy(block, i * width, values, slot * width, width);
            numbers[slot] = batch.rowNumbers()[i];
          }
        }
      });
    }
    return new EncodedRows(NDArray.of(values, places.length, width), numbers);
  }
}
