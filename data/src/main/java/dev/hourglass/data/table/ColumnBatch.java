package dev.hourglass.data.table;

import dev.hourglass.engine.ShapeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a table that stand behind each other, by column.
 *
 * @param first the place of the first row among all rows that were read, from 0
 * @param rowNumbers the number of each row in the source, from 1; skipped rows are counted too
 * @param columns the values, one entry for each column that was asked for
 */
public record ColumnBatch(long first, long[] rowNumbers, List<Cells> columns) {

  public ColumnBatch {
    columns = List.copyOf(columns);
    for (Cells cells : columns) {
      if (cells.size() != rowNumbers.length) {
        throw new ShapeException(
            "%d values for %d rows".formatted(cells.size(), rowNumbers.length));
      }
    }
  }

  public int rows() {
    return rowNumbers.length;
  }

  /** The values of one column. */
  public sealed interface Cells {
    int size();

    /** Whether a value is missing. */
    boolean isMissing(int row);

    /** A value as text; empty when it is missing. */
    String text(int row);
  }

  /**
   * Numbers, or dates as seconds since 1970.
   *
   * @param values NaN where missing
   */
  public record Numbers(double[] values) implements Cells {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public boolean isMissing(int row) {
      return Double.isNaN(values[row]);
    }

    @Override
    public String text(int row) {
      return Values.text(values[row]);
    }
  }

  /**
   * Texts.
   *
   * @param values null where missing
   */
  public record Texts(@Nullable String[] values) implements Cells {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public boolean isMissing(int row) {
      return values[row] == null;
    }

    @Override
    public String text(int row) {
      String value = values[row];
      return value == null ? "" : value;
    }
  }
}
