package dev.hourglass.data;

import org.jspecify.annotations.Nullable;

/**
 * A mistake in the data or in how it was named: one line that says which file, where in it, what
 * was found, what was expected and how to mend it. The parts are kept, so that they can be sent as
 * JSON.
 */
public final class DataException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_QUOTE = 60;

  private final String file;
  private final String place;
  private final String found;
  private final String expected;
  private final String mend;

  /**
   * @param file the file as the user named it
   * @param place where in the file, such as {@code line 3, column "age"}; empty when it is the
   *     whole
   * @param found what is there
   * @param expected what should be there
   * @param mend what to do about it, in the imperative
   */
  public DataException(String file, String place, String found, String expected, String mend) {
    this(file, place, found, expected, mend, null);
  }

  /** The same, with the exception that revealed the mistake. */
  public DataException(
      String file,
      String place,
      String found,
      String expected,
      String mend,
      @Nullable Throwable cause) {
    super(message(file, place, found, expected, mend), cause);
    this.file = file;
    this.place = place;
    this.found = found;
    this.expected = expected;
    this.mend = mend;
  }

  private static String message(
      String file, String place, String found, String expected, String mend) {
    String where = place.isEmpty() ? file : file + ", " + place;
    return oneLine(where + ": found " + found + ", expected " + expected + "; " + mend);
  }

  public String file() {
    return file;
  }

  public String place() {
    return place;
  }

  public String found() {
    return found;
  }

  public String expected() {
    return expected;
  }

  public String mend() {
    return mend;
  }

  /** A piece of a file in double quotes, shortened when it is long. */
  public static String quote(String text) {
    if (text.length() <= LONGEST_QUOTE) {
      return '"' + text + '"';
    }
    return '"' + text.substring(0, LONGEST_QUOTE) + "...\" (" + text.length() + " characters)";
  }

  /** Writes line breaks and other control characters as {@code \}{@code u000a}. */
  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isSafe(c)) {
        line.append(c);
      } else {
        line.append("\\u%04x".formatted((int) c));
      }
    }
    return line.toString();
  }

  private static boolean isSafe(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
