package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Destination;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Rows that cannot be read: in words, and in a side file. */
final class BadRows {
  private static final int LONGEST = 1000;
  private static final Pattern VALUE =
      Pattern.compile("Could not convert string \"(.*)\" to '\\w+'", Pattern.DOTALL);
  private static final Pattern WIDTH =
      Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");
  private static final String DROP = "or drop bad rows (--on-bad-row skip)";

  private BadRows() {}

  /** A row that DuckDB refused with an error of this kind and message. */
  static BadRow of(
      String kind, String message, long line, long row, String column, int width, String text) {
    Matcher value = VALUE.matcher(message);
    if (kind.equals("CAST") && value.find()) {
      return noNumber(line, row, column, value.group(1), text);
    }
    Matcher count = WIDTH.matcher(message);
    if (count.find()) {
      String found = kind.startsWith("TOO MANY") ? "more than " + width : count.group(2);
      return row(
          line,
          row,
          "",
          found + (found.equals("1") ? " cell" : " cells"),
          width + " as in the first line",
          "complete the row, quote cells that hold the separator, " + DROP,
          text);
    }
    return switch (kind) {
      case "UNQUOTED VALUE" ->
          row(
              line,
              row,
              column,
              "a quotation mark that is never closed, or text behind a closed one",
              "quotes only around a whole cell",
              "double the quotation marks inside quoted cells, " + DROP,
              text);
      case "INVALID ENCODING", "INVALID UNICODE" ->
          row(
              line,
              row,
              column,
              "bytes that are not UTF-8",
              "text in UTF-8",
              "name the encoding (--encoding ISO-8859-1, say), " + DROP,
              text);
      case "LINE SIZE OVER MAXIMUM" ->
          row(
              line,
              row,
              column,
              "a line of more than 2,000,000 bytes",
              "a shorter one",
              "look for a quotation mark that is never closed, " + DROP,
              text);
      default ->
          row(line, row, column, message, "a row of the table", "mend the row, " + DROP, text);
    };
  }

  static BadRow noNumber(long line, long row, String column, String value, String text) {
    return row(
        line, row, column, DataException.quote(value), "a number", declare(column, value), text);
  }

  static BadRow noDate(
      long line, long row, String column, String value, String format, String text) {
    return row(
        line,
        row,
        column,
        DataException.quote(value),
        "a date as " + format,
        declare(column, value),
        text);
  }

  static BadRow infinite(long line, long row, String column, double value) {
    String text = value > 0 ? "inf" : "-inf";
    return row(
        line,
        row,
        column,
        "an infinite number",
        "a finite one",
        "mend it, list it as missing (--missing " + text + "), " + DROP,
        "");
  }

  private static String declare(String column, String value) {
    return "list it as missing (--missing %s), declare the column (--categorical %s), %s"
        .formatted(DataException.quote(value), column, DROP);
  }

  private static BadRow row(
      long line, long row, String column, String found, String expected, String mend, String text) {
    String whole = text.strip();
    String shown = whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + "...";
    return new BadRow(line, row, column, found, expected, mend, shown);
  }

  /** Lists the rows in a CSV file. */
  static void write(Path path, List<BadRow> rows) {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setRecordSeparator('\n')
            .setHeader("line", "row", "column", "found", "expected", "mend", "text")
            .get();
    Destination.write(
        path,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          CSVPrinter printer = new CSVPrinter(writer, format);
          for (BadRow r : rows) {
            printer.printRecord(
                r.line(), r.row(), r.column(), r.found(), r.expected(), r.mend(), r.text());
          }
          printer.flush();
        });
  }
}
