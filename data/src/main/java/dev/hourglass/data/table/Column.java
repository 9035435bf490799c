package dev.hourglass.data.table;

import java.util.List;

/**
 * A column of a table, as found or as declared.
 *
 * @param name its name in the source
 * @param type what its values are
 * @param stored how its values are read
 * @param format how a date is written, as {@link DateFormat#id}; empty for other types
 * @param profile what was counted in the table that the column was found in
 */
public record Column(String name, ColumnType type, Stored stored, String format, Profile profile) {

  /** How the values of a column are read. */
  public enum Stored {
    /** As numbers; a date is the seconds since 1970 in UTC. */
    NUMBER,
    /** As text. */
    TEXT
  }

  /**
   * Counts over the whole table.
   *
   * @param rows how many rows there are
   * @param missing how many of them have no value
   * @param distinct about how many different values there are; exact where it decides the type
   * @param minimum the least number; NaN for text
   * @param median NaN for text
   * @param maximum the largest number; NaN for text
   * @param integral whether all numbers are whole
   * @param examples up to five frequent values of a text
   * @param note why the type was chosen, or what to look at; may be empty
   */
  public record Profile(
      long rows,
      long missing,
      long distinct,
      double minimum,
      double median,
      double maximum,
      boolean integral,
      List<String> examples,
      String note) {
    /** Nothing counted. */
    public static final Profile NONE =
        new Profile(0, 0, 0, Double.NaN, Double.NaN, Double.NaN, false, List.of(), "");

    public Profile {
      examples = List.copyOf(examples);
    }
  }
}
