package dev.hourglass.data.table;

import java.util.Locale;

/** What the values of a column are, which decides how they are encoded. */
public enum ColumnType {
  /** Numbers of which differences mean something. */
  NUMERIC,
  /** One of few names. */
  CATEGORICAL,
  /** One of two values that say no and yes. */
  BOOLEAN,
  /** A date, or a date with a time of day. */
  DATE_TIME,
  /** Words. */
  TEXT,
  /** The same value everywhere, or none at all: says nothing. */
  CONSTANT,
  /** Another value in (nearly) every row, such as a number of a policy: says nothing. */
  IDENTIFIER;

  /** The name in texts and files, such as {@code date-time}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException when no type has this {@link #id}
   */
  public static ColumnType ofId(String id) {
    for (ColumnType type : values()) {
      if (type.id().equals(id)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no type of column is called \"" + id + '"');
  }
}
