package dev.hourglass.tasks.anomaly;

import dev.hourglass.data.table.ColumnBatch.Cells;
import dev.hourglass.data.table.ColumnBatch.Numbers;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Into which parts the values of a column are sorted, to be counted. */
public sealed interface Bins {

  /** How many there are. */
  int count();

  /** The bin of a value that is not missing, from 0. */
  int of(Cells cells, int row);

  /**
   * Counts the values of a column.
   *
   * @param counts of each bin, and of missing values behind them
   */
  default void count(Cells cells, long[] counts) {
    for (int i = 0; i < cells.size(); i++) {
      counts[cells.isMissing(i) ? count() : of(cells, i)]++;
    }
  }

  /** What is in a bin, in words. */
  String name(int bin);

  /**
   * Of numbers: a bin up to each edge, the edge included, and one above the last.
   *
   * @param edges rising, one or more
   * @param dates whether the numbers are seconds since 1970
   */
  record Ranges(List<Double> edges, boolean dates) implements Bins {
    private static final double LARGEST_WHOLE = 1e9;
    private static final double LATEST = 253_402_300_799.0; // the end of the year 9999

    public Ranges {
      edges = List.copyOf(edges);
      boolean sound = !edges.isEmpty() && edges.stream().allMatch(Double::isFinite);
      for (int i = 1; i < edges.size(); i++) {
        sound &= edges.get(i) > edges.get(i - 1);
      }
      if (!sound) {
        throw new IllegalArgumentException("edges must be numbers that rise, got " + edges);
      }
    }

    @Override
    public int count() {
      return edges.size() + 1;
    }

    @Override
    public int of(Cells cells, int row) {
      if (cells instanceof Numbers(double[] values)) {
        return of(values[row]);
      }
      throw new IllegalArgumentException("text: " + cells.text(row));
    }

    /** The bin of a number. */
    public int of(double value) {
      return of(value, numbers());
    }

    private double[] numbers() {
      double[] numbers = new double[edges.size()]; // for a batch may be a single row: no stream
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = edges.get(i);
      }
      return numbers;
    }

    private static int of(double value, double[] edges) {
      int bin = 0; // nine edges: looking at all of them, without a jump, is the fastest
      for (double edge : edges) {
        bin += value > edge ? 1 : 0;
      }
      return bin;
    }

    @Override
    public void count(Cells cells, long[] counts) {
      double[] numbers = numbers();
      if (!(cells instanceof Numbers(double[] values))) {
        throw new IllegalArgumentException("numbers are counted here, got texts");
      }
      for (double value : values) {
        counts[Double.isNaN(value) ? numbers.length + 1 : of(value, numbers)]++;
      }
    }

    @Override
    public String name(int bin) {
      if (bin == 0) {
        return "up to " + text(edges.getFirst());
      }
      return bin == edges.size()
          ? "above " + text(edges.getLast())
          : "above %s up to %s".formatted(text(edges.get(bin - 1)), text(edges.get(bin)));
    }

    private String text(double value) {
      if (dates && Math.abs(value) < LATEST) {
        LocalDateTime time =
            LocalDateTime.ofEpochSecond((long) Math.floor(value), 0, ZoneOffset.UTC);
        return time.toLocalTime().toSecondOfDay() == 0
            ? time.toLocalDate().toString()
            : time.toString().replace('T', ' ');
      }
      return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE
          ? Long.toString((long) value)
          : String.format(Locale.ROOT, "%.4g", value);
    }
  }

  /**
   * Of texts: a bin for each of some values, and one for all others.
   *
   * @param values each once; none where only missing values are to be told from others
   */
  record Values(List<String> values) implements Bins {
    public Values {
      values = List.copyOf(values);
      if (new HashSet<>(values).size() < values.size()) {
        throw new IllegalArgumentException("values must differ, got " + values);
      }
    }

    @Override
    public int count() {
      return values.size() + 1;
    }

    @Override
    public int of(Cells cells, int row) {
      int at = values.indexOf(cells.text(row));
      return at < 0 ? values.size() : at;
    }

    @Override
    public String name(int bin) {
      return bin < values.size() ? values.get(bin) : values.isEmpty() ? "a value" : "other values";
    }
  }
}
