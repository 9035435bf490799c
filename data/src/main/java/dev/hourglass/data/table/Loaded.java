package dev.hourglass.data.table;

import java.util.List;
import java.util.Optional;

/**
 * A table that lies in DuckDB as {@code t} with columns {@code c0, c1, ...}, not yet typed.
 *
 * @param file the name of the source for messages
 * @param columns what is known of the columns
 * @param rejects rows that are not in {@code t}, in their order
 * @param finder finds the lines of rows; empty where the source has no lines
 * @param notes what the reader should tell the user
 */
record Loaded(
    String file,
    List<Raw> columns,
    List<BadRow> rejects,
    Optional<LineFinder> finder,
    List<String> notes) {

  /**
   * A column.
   *
   * @param number whether it is stored as DOUBLE, else as VARCHAR
   * @param date whether its numbers are seconds since 1970
   */
  record Raw(String name, boolean number, boolean date) {}

  /** The name of a column inside DuckDB. */
  static String inside(int column) {
    return "c" + column;
  }
}
