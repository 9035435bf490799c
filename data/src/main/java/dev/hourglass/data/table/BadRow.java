package dev.hourglass.data.table;

import dev.hourglass.data.DataException;

/**
 * A row that could not be read.
 *
 * @param line the line of the file where the row starts, from 1; 0 when the source has no lines
 * @param row the number of the row among all data rows, from 1
 * @param column the name of the column, or empty when the whole row is at fault
 * @param found what is there, in words
 * @param expected what should be there, in words
 * @param mend what to do about it
 * @param text the row as it stands in the file, shortened when it is long; empty when unknown
 */
public record BadRow(
    long line, long row, String column, String found, String expected, String mend, String text) {

  /** Where the row is, such as {@code line 7, column "age"}. */
  public String place() {
    String start = line > 0 ? "line " + line : "row " + row;
    return column.isEmpty() ? start : start + ", column " + DataException.quote(column);
  }

  DataException refusal(String file) {
    return new DataException(file, place(), found, expected, mend);
  }
}
