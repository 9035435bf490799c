package dev.hourglass.tasks.mixed;

import java.util.List;

/**
 * What the numbers of a row are.
 *
 * @param columns in order, each from where the one before ends
 */
public record MixedLayout(List<Column> columns) {

  /** How the numbers of a column are reconstructed. */
  public enum Kind {
    /** Real numbers, also logarithms of counts. */
    NUMBERS,
    /** A probability in [0, 1]. */
    FLAG,
    /** One of several: a slot for each, 1 for the one that it is; all 0 where none is known. */
    SLOTS,
    /** One of several, by its number from 0 on. */
    INDEX
  }

  /**
   * Some numbers of a row.
   *
   * @param offset of the first, from 0 on
   * @param width how many
   * @param cardinality how many values an {@link Kind#INDEX} tells apart; else 0
   * @param mask place of the number that is 1 where the value is missing; -1 for none
   */
  public record Column(Kind kind, int offset, int width, int cardinality, int mask) {
    public Column {
      boolean one = kind == Kind.FLAG || kind == Kind.INDEX;
      if (offset < 0 || width < 1 || (one && width != 1)) {
        throw new IllegalArgumentException(
            "a column of mixed rows: %s cannot be %d numbers from %d on"
                .formatted(kind, width, offset));
      }
      if (kind == Kind.INDEX ? cardinality < 1 : cardinality != 0) {
        throw new IllegalArgumentException(
            "a column of mixed rows: %s cannot have %d values".formatted(kind, cardinality));
      }
    }
  }

  public MixedLayout {
    columns = List.copyOf(columns);
    int next = 0;
    for (Column column : columns) {
      if (column.offset() != next) {
        throw new IllegalArgumentException(
            "columns of mixed rows: the next should start at %d, got %d"
                .formatted(next, column.offset()));
      }
      next += column.width();
    }
    int width = next;
    if (width == 0 || columns.stream().anyMatch(c -> c.mask() < -1 || c.mask() >= width)) {
      throw new IllegalArgumentException(
          "columns of mixed rows need a column or more and masks within %d numbers"
              .formatted(width));
    }
  }

  /** Rows of numbers only. */
  public static MixedLayout numbers(int width) {
    return new MixedLayout(List.of(new Column(Kind.NUMBERS, 0, width, 0, -1)));
  }

  /** D: numbers of a row. */
  public int width() {
    Column last = columns.getLast();
    return last.offset() + last.width();
  }

  /** The columns of a kind. */
  List<Column> of(Kind kind) {
    return columns.stream().filter(c -> c.kind() == kind).toList();
  }
}
