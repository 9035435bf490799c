package dev.hourglass.tasks.mixed;

import static dev.hourglass.engine.Tensors.constant;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Tensor;
import java.util.List;

/**
 * What the numbers of a row are.
 *
 * @param columns in order, each from where the one before ends
 */
public record MixedLayout(List<Column> columns) {

  /** How the numbers of a column are reconstructed. */
  public enum Kind {
    /** Real numbers, also logarithms of huge counts. */
    NUMBERS,
    /** A number from 0 on that varies over orders of magnitude, by its scaled logarithm. */
    COUNT,
    /** A probability in [0, 1]. */
    FLAG,
    /** One of several: a slot for each, 1 for the one that it is; all 0 where none is known. */
    SLOTS,
    /** One of several, by its number from 0 on. */
    INDEX
  }

  /** A count x stands in a row as (log(1 + x) - offset) / scale. */
  public record Logarithm(double offset, double scale) {
    /** Not scaled. */
    public static final Logarithm PLAIN = new Logarithm(0, 1);

    public Logarithm {
      if (!(scale > 0 && Double.isFinite(scale) && Double.isFinite(offset))) {
        throw new IllegalArgumentException(
            "logarithms of counts: the scale must be above 0 and the offset finite, got %s and %s"
                .formatted(scale, offset));
      }
    }
  }

  /**
   * Some numbers of a row.
   *
   * @param offset of the first, from 0 on
   * @param width how many
   * @param cardinality how many values an {@link Kind#INDEX} tells apart; else 0
   * @param mask place of the number that is 1 where the value is missing; -1 for none
   * @param logarithm how a {@link Kind#COUNT} was scaled
   */
  public record Column(
      Kind kind, int offset, int width, int cardinality, int mask, Logarithm logarithm) {
    public Column {
      boolean one = kind == Kind.FLAG || kind == Kind.INDEX || kind == Kind.COUNT;
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

    /** One that is no count, or whose logarithms are not scaled. */
    public Column(Kind kind, int offset, int width, int cardinality, int mask) {
      this(kind, offset, width, cardinality, mask, Logarithm.PLAIN);
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

  /** 1 where a number belongs to one of some columns, else 0, (D, these columns). */
  Tensor membership(List<Column> some) {
    float[] ones = new float[width() * some.size()];
    for (int i = 0; i < some.size(); i++) {
      Column column = some.get(i);
      for (int j = column.offset(); j < column.offset() + column.width(); j++) {
        ones[j * some.size() + i] = 1;
      }
    }
    return constant(NDArray.of(ones, width(), some.size()));
  }
}
