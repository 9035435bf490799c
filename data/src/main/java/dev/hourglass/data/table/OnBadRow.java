package dev.hourglass.data.table;

/** What to do with a row that cannot be read. */
public enum OnBadRow {
  /** Refuse the table at the first one. */
  FAIL,
  /** Leave the row out, count it, and list it in a side file when one is named. */
  SKIP
}
