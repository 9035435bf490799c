package dev.hourglass.data.table;

import dev.hourglass.data.table.ColumnBatch.Cells;
import java.util.List;
import java.util.Locale;

/** How the values of one column become numbers, and back. */
public sealed interface ColumnEncoding {

  /** How many numbers a value becomes; 0 when the column is left out. */
  int width();

  Head head();

  /** As {@link ColumnGroup#cardinality}. */
  default int cardinality() {
    return 0;
  }

  /** A few words for people. */
  String describe();

  /**
   * Encodes a column.
   *
   * @param out rows of {@code stride} numbers; those of this column start at {@code offset} and are
   *     0 before
   * @return how many values training did not see
   */
  long encode(Cells cells, float[] out, int offset, int stride);

  /** The value that numbers stand for, as text. */
  String decode(float[] row, int offset);

  /**
   * A number, scaled.
   *
   * @param scale the scaling, of the number or of its logarithm
   * @param log whether sign(x) log(1 + |x|) is scaled
   * @param integral whether a decoded value is rounded
   */
  record Numeric(Scale scale, boolean log, boolean integral) implements ColumnEncoding {
    /** No encoded number is further from 0 than this, so that squares stay finite. */
    public static final float FARTHEST = 1e4f;

    @Override
    public int width() {
      return 1;
    }

    @Override
    public Head head() {
      return log ? Head.COUNT : Head.GAUSSIAN;
    }

    @Override
    public String describe() {
      return (log ? "logarithm, " : "") + scale.describe();
    }

    @Override
    public long encode(Cells cells, float[] out, int offset, int stride) {
      for (int i = 0; i < cells.size(); i++) {
        if (!cells.isMissing(i)) {
          out[offset + i * stride] = encode(numberOf(cells, i));
        }
      }
      return 0;
    }

    /** The scaled value of a number. */
    public float encode(double value) {
      double z = scale.apply(log ? log(value) : value);
      return (float) Math.clamp(z, -FARTHEST, FARTHEST);
    }

    /** The number that a scaled value stands for. */
    public double number(float z) {
      double y = scale.invert(z);
      double value = log ? Math.copySign(StrictMath.expm1(Math.abs(y)), y) : y;
      return integral ? Math.rint(value) : value;
    }

    @Override
    public String decode(float[] row, int offset) {
      double value = number(row[offset]);
      return integral ? Values.text(value) : String.format(Locale.ROOT, "%.4g", value);
    }

    static double log(double value) {
      return Math.copySign(StrictMath.log1p(Math.abs(value)), value);
    }
  }

  /** The number in a cell; a text that is none is missing. */
  private static double numberOf(Cells cells, int row) {
    return switch (cells) {
      case ColumnBatch.Numbers n -> n.values()[row];
      case ColumnBatch.Texts t -> throw new IllegalArgumentException("text: " + t.text(row));
    };
  }

  /** One slot for each category, and one for all others. */
  record OneHot(Categories categories) implements ColumnEncoding {
    @Override
    public int width() {
      return categories.size() + 1;
    }

    @Override
    public Head head() {
      return Head.CATEGORICAL;
    }

    @Override
    public int cardinality() {
      return width();
    }

    @Override
    public String describe() {
      return "one-hot, " + categories.size() + " values and one slot for others";
    }

    @Override
    public long encode(Cells cells, float[] out, int offset, int stride) {
      long unseen = 0;
      for (int i = 0; i < cells.size(); i++) {
        if (!cells.isMissing(i)) {
          String text = cells.text(i);
          out[offset + i * stride + categories.indexOf(text)] = 1;
          unseen += categories.isUnseen(text) ? 1 : 0;
        }
      }
      return unseen;
    }

    @Override
    public String decode(float[] row, int offset) {
      int best = 0;
      for (int k = 1; k < width(); k++) {
        best = row[offset + k] > row[offset + best] ? k : best;
      }
      return categories.name(best);
    }
  }

  /** The number of the category, for a table of embeddings; the last for all others. */
  record Index(Categories categories) implements ColumnEncoding {
    @Override
    public int width() {
      return 1;
    }

    @Override
    public Head head() {
      return Head.CATEGORICAL;
    }

    @Override
    public int cardinality() {
      return categories.size() + 1;
    }

    @Override
    public String describe() {
      return "index of " + cardinality() + " for an embedding";
    }

    @Override
    public long encode(Cells cells, float[] out, int offset, int stride) {
      long unseen = 0;
      for (int i = 0; i < cells.size(); i++) {
        String text = cells.text(i);
        out[offset + i * stride] =
            cells.isMissing(i) ? categories.size() : categories.indexOf(text);
        unseen += !cells.isMissing(i) && categories.isUnseen(text) ? 1 : 0;
      }
      return unseen;
    }

    @Override
    public String decode(float[] row, int offset) {
      int k = Math.clamp(Math.round(row[offset]), 0, categories.size());
      return categories.name(k);
    }
  }

  /**
   * No as 0, yes as 1; one half where missing or neither.
   *
   * @param no the text that says no
   * @param yes the text that says yes
   */
  record Flag(String no, String yes) implements ColumnEncoding {
    private static final float NEITHER = 0.5f;

    @Override
    public int width() {
      return 1;
    }

    @Override
    public Head head() {
      return Head.BERNOULLI;
    }

    @Override
    public String describe() {
      return no + " as 0, " + yes + " as 1";
    }

    @Override
    public long encode(Cells cells, float[] out, int offset, int stride) {
      long unseen = 0;
      for (int i = 0; i < cells.size(); i++) {
        String text = cells.text(i);
        float value = text.equals(yes) ? 1 : text.equals(no) ? 0 : NEITHER;
        out[offset + i * stride] = value;
        unseen += value == NEITHER && !cells.isMissing(i) ? 1 : 0;
      }
      return unseen;
    }

    @Override
    public String decode(float[] row, int offset) {
      return row[offset] >= NEITHER ? yes : no;
    }
  }

  /**
   * A date by where it lies in cycles: sine and cosine of each.
   *
   * @param cycles at least one
   */
  record Calendar(List<Cycle> cycles) implements ColumnEncoding {
    public Calendar {
      cycles = List.copyOf(cycles);
    }

    @Override
    public int width() {
      return 2 * cycles.size();
    }

    @Override
    public Head head() {
      return Head.GAUSSIAN;
    }

    @Override
    public String describe() {
      return "sine and cosine of " + String.join(", ", cycles.stream().map(Cycle::id).toList());
    }

    @Override
    public long encode(Cells cells, float[] out, int offset, int stride) {
      for (int i = 0; i < cells.size(); i++) {
        if (!cells.isMissing(i)) {
          double seconds = numberOf(cells, i);
          for (int k = 0; k < cycles.size(); k++) {
            double angle = 2 * Math.PI * cycles.get(k).phase(seconds);
            out[offset + i * stride + 2 * k] = (float) StrictMath.sin(angle);
            out[offset + i * stride + 2 * k + 1] = (float) StrictMath.cos(angle);
          }
        }
      }
      return 0;
    }

    @Override
    public String decode(float[] row, int offset) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < cycles.size(); k++) {
        double angle = StrictMath.atan2(row[offset + 2 * k], row[offset + 2 * k + 1]);
        double phase = angle / (2 * Math.PI);
        text.append(k == 0 ? "" : ", ").append(cycles.get(k).name(phase - Math.floor(phase)));
      }
      return text.toString();
    }
  }

  /**
   * Words by hashing: each adds or subtracts 1 at a place that its hash gives, and the sum is
   * scaled to length 1 (Weinberger et al., 2009, "Feature Hashing for Large Scale Multitask
   * Learning").
   */
  record Words(int width) implements ColumnEncoding {
    @Override
    public Head head() {
      return Head.GAUSSIAN;
    }

    @Override
    public String describe() {
      return "words hashed to " + width + " numbers";
    }

    @Override
    public long encode(Cells cells, float[] out, int offset, int stride) {
      for (int i = 0; i < cells.size(); i++) {
        WordHash.add(cells.text(i), out, offset + i * stride, width);
      }
      return 0;
    }

    @Override
    public String decode(float[] row, int offset) {
      return "(text)";
    }
  }

  /** Left out. */
  record Dropped(String reason) implements ColumnEncoding {
    @Override
    public int width() {
      return 0;
    }

    @Override
    public Head head() {
      return Head.GAUSSIAN;
    }

    @Override
    public String describe() {
      return "left out: " + reason;
    }

    @Override
    public long encode(Cells cells, float[] out, int offset, int stride) {
      return 0;
    }

    @Override
    public String decode(float[] row, int offset) {
      return "";
    }
  }
}
