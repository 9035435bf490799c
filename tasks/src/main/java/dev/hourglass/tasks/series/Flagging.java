package dev.hourglass.tasks.series;

import java.util.Locale;

/** Which points of a series are flagged. */
public sealed interface Flagging {

  /**
   * Flags points.
   *
   * @param scores of one series in order of time, [T]
   * @return [T]
   */
  boolean[] of(double[] scores);

  /** In words. */
  String text();

  /**
   * Scores from a threshold on.
   *
   * @param threshold from which score on
   * @param rule how it was found, in words
   */
  record Above(double threshold, String rule) implements Flagging {
    @Override
    public boolean[] of(double[] scores) {
      boolean[] flagged = new boolean[scores.length];
      for (int t = 0; t < scores.length; t++) {
        flagged[t] = scores[t] >= threshold;
      }
      return flagged;
    }

    @Override
    public String text() {
      return rule;
    }
  }

  /** Spans that stand out among the scores of the same series. */
  record InSpans(Spans spans) implements Flagging {
    @Override
    public boolean[] of(double[] scores) {
      return spans.of(scores);
    }

    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          "spans above mean + %.3g deviations, %d points wider",
          spans.deviations(),
          spans.padding());
    }
  }
}
