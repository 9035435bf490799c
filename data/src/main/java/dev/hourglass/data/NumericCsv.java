package dev.hourglass.data;

import dev.hourglass.engine.NDArray;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads tables of numbers: text in UTF-8, plain or packed by gzip, cells separated by commas (or by
 * semicolons or tabs when the first line has those and no comma).
 *
 * <p>The first line names the columns when none of its cells is a number. Every other cell must be
 * a finite decimal number, every line must have the same number of cells, and only the end of the
 * file may have blank lines. Numbers are rounded to single precision.
 */
public final class NumericCsv {
  private final Input in;
  private final FloatGrower numbers;
  private final Reader source;
  private List<String> names = List.of();
  private int width;
  private long line = 1;
  private long blankLine;

  private NumericCsv(Input in) {
    this.in = in;
    this.numbers = new FloatGrower(in.file());
    this.source = new InputStreamReader(in.stream(), StandardCharsets.UTF_8.newDecoder());
  }

  /**
   * Reads a file.
   *
   * @return rows (lines, cells), with the names of the columns
   * @throws DataException at the first cell or line that is not as described above
   */
  public static Dataset read(Path path) {
    try (Input in = Input.open(path)) {
      return new NumericCsv(in).read(String.valueOf(path.getFileName()));
    }
  }

  private Dataset read(String name) {
    try (BufferedReader text = new BufferedReader(source)) {
      readRecords(text);
    } catch (IOException e) {
      throw failure(e);
    } catch (UncheckedIOException e) {
      throw failure(Objects.requireNonNull(e.getCause()));
    }
    if (numbers.size() == 0) {
      throw names.isEmpty()
          ? Input.empty(in.file())
          : refusal(place(), "a line of names and no other", "lines of numbers", "add rows");
    }
    int rows = numbers.size() / width;
    NDArray matrix = NDArray.of(numbers.toArray(), rows, width);
    List<String> columns = names.isEmpty() ? new NumberedNames(width) : names;
    return new Dataset(matrix, Optional.empty(), name, columns, Optional.empty());
  }

  private void readRecords(BufferedReader text) throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(CsvText.delimiter(text))
            .setIgnoreEmptyLines(false)
            .setIgnoreSurroundingSpaces(true)
            .get();
    AtomicLong found = new AtomicLong(1);
    CsvText.RecordMeter meter = new CsvText.RecordMeter(text, limit -> tooLong(found.get(), limit));
    try (CSVParser parser = CSVParser.parse(meter, format);
        RecordsAhead records =
            new RecordsAhead(
                parser,
                next -> {
                  found.set(next);
                  meter.nextRecord();
                })) {
      records.forEach((record, next) -> {
        readRecord(record);
        line = next;
      });
    }
  }

  private void readRecord(CSVRecord record) {
    if (record.size() == 1 && record.get(0).isEmpty()) {
      blankLine = blankLine == 0 ? line : blankLine;
      return;
    }
    if (blankLine != 0) {
      throw refusal("line " + blankLine, "a blank line", "numbers", "remove the line");
    }
    if (width == 0) {
      width = record.size();
      if (isHeader(record)) {
        names = record.toList();
        return;
      }
    }
    if (record.size() != width) {
      throw refusal(
          place(),
          cells(record.size()),
          cells(width) + ", as in the first line",
          "complete the line or remove it");
    }
    for (int i = 0; i < width; i++) {
      numbers.add(number(record.get(i), i));
    }
  }

  /** Whether the first line names the columns; refuses a mixture of names and numbers. */
  private boolean isHeader(CSVRecord record) {
    int decimals = 0;
    int firstOther = -1;
    for (int i = 0; i < width; i++) {
      if (CsvText.isDecimal(record.get(i))) {
        decimals++;
      } else if (firstOther < 0) {
        firstOther = i;
      }
    }
    if (decimals > 0 && firstOther >= 0) {
      throw refusal(
          place() + ", column " + (firstOther + 1),
          DataException.quote(record.get(firstOther)) + " in a line with numbers",
          "only names or only finite numbers in the first line",
          "mend the value, or give every column a name that is not a number");
    }
    if (decimals == 0 && record.stream().allMatch(NumericCsv::isMissing)) {
      throw refusal(
          place(),
          "only missing values (" + DataException.quote(record.get(0)) + ")",
          "names or finite numbers",
          "remove the line or name the columns");
    }
    return decimals == 0;
  }

  /** What programs write for no value; a first line of it is a row and not names. */
  private static boolean isMissing(String cell) {
    return cell.matches("(?i)|\\?|-+|[-+]?(nan|inf|infinity)|na|n/a|null|none");
  }

  private float number(String cell, int column) {
    if (CsvText.isDecimal(cell)) {
      float value = Float.parseFloat(cell);
      if (Float.isFinite(value)) {
        return value;
      }
    }
    throw refusal(
        place() + ", column " + columnName(column),
        cell.isEmpty() ? "an empty cell" : DataException.quote(cell),
        "a finite number",
        "replace the value, or remove the line or the column");
  }

  private String columnName(int column) {
    boolean named = !names.isEmpty() && !names.get(column).isEmpty();
    return named ? DataException.quote(names.get(column)) : Integer.toString(column + 1);
  }

  private String place() {
    return "line " + line;
  }

  private static String cells(int n) {
    return n == 1 ? "1 cell" : n + " cells";
  }

  private DataException tooLong(long at, long limit) {
    return refusal(
        "line " + at,
        "a line of more than " + limit + " characters",
        "a shorter one",
        "look for a quotation mark that is never closed, or give Java more memory (-Xmx)");
  }

  private DataException refusal(String place, String found, String expected, String mend) {
    return new DataException(in.file(), place, found, expected, mend);
  }

  private DataException failure(IOException e) {
    if (e instanceof CharacterCodingException) {
      return new DataException(
          in.file(),
          "after " + place(),
          "bytes that are not UTF-8",
          "text in UTF-8",
          "save the file as CSV in UTF-8",
          e);
    }
    return new DataException(
        in.file(),
        place(),
        "a quotation mark out of place (" + e.getMessage() + ")",
        "quotes only around a whole cell",
        "remove the quotation mark, or double it inside a quoted cell",
        e);
  }
}
