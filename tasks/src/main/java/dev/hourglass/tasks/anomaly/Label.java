package dev.hourglass.tasks.anomaly;

import dev.hourglass.data.DataException;
import dev.hourglass.data.table.ColumnBatch;
import dev.hourglass.data.table.ColumnBatches;
import dev.hourglass.data.table.TableSource;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Which rows of a table are anomalies, by a column of it that is never an input.
 *
 * @param column its name
 * @param normal what ordinary rows have there; all others are anomalies
 */
public record Label(String column, String normal) {
  private static final int BATCH = 1 << 13;
  private static final int MOST_SHOWN = 10;

  /**
   * The rows that are anomalies, by their place in the table.
   *
   * @throws DataException if a row has no label, or none is ordinary
   */
  public BitSet anomalies(TableSource source) {
    BitSet anomalies = new BitSet();
    TreeSet<String> others = new TreeSet<>();
    try (ColumnBatches batches = source.batches(List.of(column), BATCH)) {
      while (batches.next()) {
        ColumnBatch batch = batches.batch();
        ColumnBatch.Cells cells = batch.columns().getFirst();
        for (int i = 0; i < cells.size(); i++) {
          if (cells.isMissing(i)) {
            throw unlabelled(source, batch.rowNumbers()[i]);
          }
          String value = cells.text(i);
          if (!isNormal(value)) {
            anomalies.set(Math.toIntExact(batch.first() + i));
            if (others.size() < MOST_SHOWN) {
              others.add(value);
            }
          }
        }
      }
    }
    if (anomalies.cardinality() == source.rows()) {
      throw new DataException(
          source.name(),
          place(),
          "no row with " + DataException.quote(normal) + ", only " + String.join(", ", others),
          "the value of ordinary rows",
          "name it with --normal");
    }
    return anomalies;
  }

  private DataException unlabelled(TableSource source, long row) {
    return new DataException(
        source.name(),
        "row " + row + ", " + place(),
        "no value",
        "a label for every row",
        "complete it, or select the labelled rows with --query");
  }

  private String place() {
    return "column " + DataException.quote(column);
  }

  /** The same text, or the same number. */
  private boolean isNormal(String value) {
    return value.equals(normal) || (isNumber(value) && isNumber(normal) && same(value, normal));
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?\\d+(\\.\\d*)?");
  }

  private static boolean same(String a, String b) {
    return Double.parseDouble(a) == Double.parseDouble(b);
  }
}
