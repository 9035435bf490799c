package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import dev.hourglass.data.table.ColumnBatch.Cells;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * How the rows of a table become rows of numbers, fitted on training rows. Immutable, and good for
 * many threads.
 *
 * @param entries the columns that are inputs, also those that are left out because they say nothing
 */
public record TableEncoding(List<Entry> entries) {
  /**
   * A column.
   *
   * @param mask whether a last number says if the value is missing
   */
  public record Entry(Column column, ColumnEncoding encoding, boolean mask) {
    int width() {
      return encoding.width() + (mask ? 1 : 0);
    }
  }

  /**
   * @throws IllegalArgumentException when no column is encoded
   */
  public TableEncoding {
    entries = List.copyOf(entries);
    if (entries.stream().mapToInt(Entry::width).sum() == 0) {
      throw new IllegalArgumentException(
          "none of the %d columns of the table can be an input: ".formatted(entries.size())
              + String.join(
                  ", ",
                  entries.stream()
                      .limit(10)
                      .map(e -> e.column().name() + " is " + e.encoding().describe())
                      .toList()));
    }
  }

  /**
   * Learns the encodings.
   *
   * @param training chooses the rows to learn from by their place among all rows, from 0
   * @throws IllegalArgumentException when it chooses none, or no column can be an input
   */
  public static TableEncoding fit(
      TableSource source, EncodingOptions options, LongPredicate training) {
    options.without().stream()
        .filter(name -> source.schema().indexOf(name) < 0)
        .findFirst()
        .ifPresent(name -> {
          throw new DataException(
              source.name(),
              "",
              "no column " + DataException.quote(name),
              "one of " + Values.list(source.schema().names()),
              "check the name");
        });
    return EncodingFit.fit(source, options, training);
  }

  /** How many numbers an encoded row has. */
  public int width() {
    return entries.stream().mapToInt(Entry::width).sum();
  }

  /** The columns that new data must have: all that are encoded. */
  public TableSchema schema() {
    return new TableSchema(inputs().stream().map(Entry::column).toList());
  }

  private List<Entry> inputs() {
    return entries.stream().filter(e -> e.width() > 0).toList();
  }

  /** What stands where in an encoded row, in order and without gaps. */
  public List<ColumnGroup> groups() {
    List<ColumnGroup> groups = new ArrayList<>();
    int offset = 0;
    for (Entry entry : inputs()) {
      String name = entry.column().name();
      ColumnEncoding e = entry.encoding();
      groups.add(new ColumnGroup(name, e.head(), offset, e.width(), e.cardinality(), false));
      offset += e.width();
      if (entry.mask()) {
        groups.add(new ColumnGroup(name, Head.BERNOULLI, offset++, 1, 0, true));
      }
    }
    return groups;
  }

  /**
   * A name for each number of an encoded row, such as {@code state=OH} or {@code age (missing)}.
   */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Entry entry : inputs()) {
      String name = entry.column().name();
      switch (entry.encoding()) {
        case ColumnEncoding.OneHot(Categories categories) -> {
          for (int k = 0; k < entry.encoding().width(); k++) {
            names.add(name + "=" + categories.name(k));
          }
        }
        case ColumnEncoding.Calendar(List<Cycle> cycles) ->
            cycles.forEach(c -> {
              names.add(name + " (" + c.id() + ", sine)");
              names.add(name + " (" + c.id() + ", cosine)");
            });
        case ColumnEncoding.Words(int width) -> {
          for (int k = 1; k <= width; k++) {
            names.add(name + " (words " + k + ")");
          }
        }
        case ColumnEncoding.Numeric _, ColumnEncoding.Index _, ColumnEncoding.Flag _ ->
            names.add(name);
        case ColumnEncoding.Dropped _ -> {}
      }
      if (entry.mask()) {
        names.add(name + " (missing)");
      }
    }
    return names;
  }

  /**
   * Rows as numbers.
   *
   * @param values [N, {@link #width}]
   * @param rowNumbers [N], the numbers of the rows in the source, from 1
   * @param tally what was strange
   */
  public record Encoded(NDArray values, long[] rowNumbers, EncodingTally tally) {}

  /** Encodes all rows. */
  public Encoded encode(TableSource source) {
    long numbers = source.rows() * width();
    if (numbers > Integer.MAX_VALUE - 8) {
      throw new DataException(
          source.name(),
          "",
          source.rows() + " rows of " + width() + " numbers",
          "at most 2,147,483,639 numbers at once",
          "encode it in batches");
    }
    float[] values = new float[(int) numbers];
    long[] rowNumbers = new long[(int) source.rows()];
    EncodingTally tally = new EncodingTally();
    int row = 0;
    try (ColumnBatches batches = open(source, ColumnBatches.rowsFor(width()))) {
      while (batches.next()) {
        ColumnBatch batch = batches.batch();
        float[] block = encode(batch, tally);
        System.arraycopy(block, 0, values, row * width(), block.length);
        System.arraycopy(batch.rowNumbers(), 0, rowNumbers, row, batch.rows());
        row += batch.rows();
      }
    }
    return new Encoded(NDArray.of(values, row, width()), rowNumbers, tally);
  }

  /** Goes through a source; encode each batch by {@link #encode(ColumnBatch, EncodingTally)}. */
  public ColumnBatches open(TableSource source, int batchRows) {
    return source.batches(inputs().stream().map(e -> e.column().name()).toList(), batchRows);
  }

  /**
   * Encodes a batch that has the columns of {@link #schema}, in that order.
   *
   * @param tally counts what is strange
   * @return [rows, {@link #width}], row by row
   */
  public float[] encode(ColumnBatch batch, EncodingTally tally) {
    List<Entry> inputs = inputs();
    if (batch.columns().size() != inputs.size()) {
      throw new ShapeException(
          "%d columns for an encoding of %d".formatted(batch.columns().size(), inputs.size()));
    }
    int width = width();
    float[] out = new float[batch.rows() * width];
    int offset = 0;
    for (int c = 0; c < inputs.size(); c++) {
      Entry entry = inputs.get(c);
      Cells cells = batch.columns().get(c);
      String name = entry.column().name();
      tally.addUnseen(name, entry.encoding().encode(cells, out, offset, width));
      long missing = 0;
      for (int i = 0; i < cells.size(); i++) {
        if (cells.isMissing(i)) {
          missing++;
          if (entry.mask()) {
            out[i * width + offset + entry.encoding().width()] = 1;
          }
        }
      }
      tally.addMissing(name, entry.mask() ? 0 : missing);
      offset += entry.width();
    }
    tally.addRows(batch.rows());
    return out;
  }

  /**
   * The values that an encoded or reconstructed row stands for, as text, one for each column of
   * {@link #schema}; empty where it says that the value is missing.
   *
   * @param rows rows of {@link #width} numbers
   * @param row which of them
   */
  public List<String> decode(float[] rows, int row) {
    int width = width();
    float[] one = Arrays.copyOfRange(rows, row * width, (row + 1) * width);
    List<String> values = new ArrayList<>();
    int offset = 0;
    for (Entry entry : inputs()) {
      boolean missing = entry.mask() && one[offset + entry.encoding().width()] >= 0.5f;
      values.add(missing ? "" : entry.encoding().decode(one, offset));
      offset += entry.width();
    }
    return values;
  }

  /** The value of one column, as {@link #decode(float[], int)} gives them all. */
  public String decode(float[] rows, int row, int column) {
    List<Entry> inputs = inputs();
    int offset = inputs.stream().limit(column).mapToInt(Entry::width).sum();
    Entry entry = inputs.get(column);
    float[] one =
        Arrays.copyOfRange(rows, row * width() + offset, row * width() + offset + entry.width());
    boolean missing = entry.mask() && one[entry.encoding().width()] >= 0.5f;
    return missing ? "" : entry.encoding().decode(one, 0);
  }

  /** A value of a batch as people write it: a date as a date. */
  public String text(ColumnBatch batch, int column, int row) {
    Column c = inputs().get(column).column();
    return c.type() == ColumnType.DATE_TIME
            && batch.columns().get(column) instanceof ColumnBatch.Numbers n
        ? DateFormat.text(n.values()[row])
        : batch.columns().get(column).text(row);
  }

  /** As JSON, from which {@link #ofJson} makes an equal encoding. */
  public String toJson() {
    return EncodingJson.write(this);
  }

  /**
   * @throws IllegalArgumentException when this is not what {@link #toJson} writes
   */
  public static TableEncoding ofJson(String json) {
    return EncodingJson.read(json);
  }
}
