package dev.hourglass.tasks.anomaly;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is to be said about one row of a table.
 *
 * @param row its number in the source, from 1
 * @param score higher is stranger
 * @param pValue chance that an ordinary row scores as high, in (0, 1]
 * @param anomaly whether the score reaches the threshold
 * @param causes the columns with the largest shares, falling
 * @param nearestRow number of the most similar training row in the table that trained, from 1
 */
public record Verdict(
    long row, double score, double pValue, boolean anomaly, List<Cause> causes, long nearestRow) {
  public Verdict {
    causes = List.copyOf(causes);
  }

  /**
   * A column that made a row strange.
   *
   * @param column its name
   * @param share its part of the score, in [0, 1]
   * @param observed what the row has there; empty where it is missing
   * @param expected what the model makes of it; empty where it expects no value
   */
  public record Cause(String column, double share, String observed, String expected) {

    /** Such as {@code Age = 16 (expected 38, 41 %)}. */
    public String text() {
      String expectation = expected.equals(observed) ? "unusual" : "expected " + word(expected);
      return String.format(
          Locale.ROOT, "%s = %s (%s, %.0f %%)", column, word(observed), expectation, 100 * share);
    }

    private static String word(String value) {
      return value.isEmpty() ? "nothing" : value;
    }
  }

  /** The causes in one line, and the training row that is most like this one; may be empty. */
  public String because() {
    return causes.isEmpty()
        ? ""
        : causes.stream().map(Cause::text).collect(Collectors.joining("; "))
            + "; most like row "
            + nearestRow
            + " of the training data";
  }
}
