package dev.hourglass.autoencoders.file;

import org.jspecify.annotations.Nullable;

/**
 * A model file or checkpoint that cannot be read, written or used; the message is one line that
 * names the file and the place.
 */
public final class ModelFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 400;

  private final String file;
  private final String place;

  /**
   * @param file as the user named it
   * @param place where in the file, such as {@code tensor encoder.0.weight}; empty when it is the
   *     whole
   * @param problem what was found, what was expected and how to mend it
   */
  public ModelFileException(String file, String place, String problem) {
    this(file, place, problem, null);
  }

  /** The same, with the exception that revealed it. */
  public ModelFileException(String file, String place, String problem, @Nullable Throwable cause) {
    super(oneLine(place.isEmpty() ? file : file + ", " + place) + ": " + oneLine(problem), cause);
    this.file = file;
    this.place = place;
  }

  /** The file as the user named it. */
  public String file() {
    return file;
  }

  /** Where in the file. */
  public String place() {
    return place;
  }

  /** Control characters as question marks, and no more than a line's worth. */
  private static String oneLine(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
