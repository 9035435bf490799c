package dev.hourglass.data.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts CSV into rows as its characters come, of which there may be any number at a time. A
 * quotation mark at the start of a cell opens a quoted one, in which two of them stand for one.
 */
final class CsvRecords {
  private final char delimiter;
  private final StringBuilder cell = new StringBuilder();
  private List<String> row = new ArrayList<>();
  private State state = State.START;
  private int length;

  CsvRecords(char delimiter) {
    this.delimiter = delimiter;
  }

  private enum State {
    /** Of a cell. */
    START,
    PLAIN,
    QUOTED,
    /** Behind a quotation mark in a quoted cell: its end, or the first of two. */
    QUOTE
  }

  /** How many characters the row has that is not complete yet. */
  int pending() {
    return length;
  }

  /** Takes characters; adds the rows that they complete. */
  void feed(char[] text, int count, List<List<String>> rows) {
    for (int i = 0; i < count; i++) {
      length++;
      feed(text[i], rows);
    }
  }

  private void feed(char c, List<List<String>> rows) {
    if (state == State.QUOTED) {
      if (c == '"') {
        state = State.QUOTE;
      } else {
        cell.append(c);
      }
    } else if (state == State.QUOTE && c == '"') {
      cell.append(c);
      state = State.QUOTED;
    } else if (c == delimiter) {
      endCell();
    } else if (c == '\n') {
      end(rows);
    } else if (c == '"' && state == State.START) {
      state = State.QUOTED;
    } else if (c != '\r') {
      cell.append(c);
      state = c == ' ' && state == State.START ? State.START : State.PLAIN;
    }
  }

  private void endCell() {
    row.add(cell.toString());
    cell.setLength(0);
    state = State.START;
  }

  /** Ends a last row that has no line end; a line without anything is no row. */
  void end(List<List<String>> rows) {
    boolean blank = row.isEmpty() && cell.toString().isBlank() && state != State.QUOTE;
    endCell();
    if (!blank) {
      rows.add(row);
    }
    row = new ArrayList<>();
    length = 0;
  }
}
