package dev.hourglass.data;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.ShapeException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes matrices as CSV or npy, by the ending of the name. A file appears whole or not at all, and
 * {@link Datasets} reads the same bits back.
 */
public final class ArrayWriter {

  private ArrayWriter() {}

  /** The kinds of file that can be written. */
  private enum Kind {
    CSV,
    NPY
  }

  /**
   * Writes a matrix.
   *
   * @param path ends in {@code .csv} or {@code .npy}
   * @param rows (N, D)
   * @param columns D names for the first line of a CSV file, or none for a file without that line;
   *     npy has no names
   * @throws DataException for any other ending, or when the file cannot be written
   */
  public static void write(Path path, NDArray rows, List<String> columns) {
    if (rows.shape().rank() != 2) {
      throw new ShapeException("a matrix is written, got shape " + rows.shape());
    }
    int width = rows.shape().dim(1);
    if (!columns.isEmpty() && columns.size() != width) {
      throw new ShapeException("%d names for %d columns".formatted(columns.size(), width));
    }
    switch (kind(path)) {
      case CSV -> {
        requireNames(path, columns);
        Destination.write(path, out -> writeCsv(out, rows, columns));
      }
      case NPY -> Npy.write(path, rows);
    }
  }

  /**
   * Refuses a name that {@link #write} would refuse, so that a long computation can find out first.
   *
   * @throws DataException for an unknown ending or a folder that does not exist
   */
  public static void check(Path path) {
    kind(path);
    Destination.requireWritable(path);
  }

  private static Kind kind(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return Kind.CSV;
    }
    if (name.endsWith(".npy")) {
      return Kind.NPY;
    }
    throw new DataException(
        path.toString(),
        "",
        "a name of no kind that can be written",
        "a name that ends in .csv or .npy",
        "choose one of these endings");
  }

  /** A first line with numbers could not be told from a row. */
  private static void requireNames(Path path, List<String> columns) {
    for (String name : columns) {
      if (CsvText.isDecimal(name.strip())) {
        throw new DataException(
            path.toString(),
            "line 1",
            "the column name " + DataException.quote(name),
            "a name that is not a number",
            "rename the column, or write .npy");
      }
    }
  }

  private static void writeCsv(OutputStream out, NDArray rows, List<String> columns)
      throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    if (!columns.isEmpty()) {
      CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
      new CSVPrinter(text, format).printRecord(columns);
    }
    int width = rows.shape().dim(1);
    float[] numbers = rows.data();
    for (int i = 0; i < numbers.length; i++) {
      text.write(Float.toString(numbers[i]));
      text.write(i % width == width - 1 ? '\n' : ',');
    }
    text.flush();
  }
}
