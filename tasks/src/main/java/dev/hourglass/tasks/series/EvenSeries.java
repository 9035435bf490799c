package dev.hourglass.tasks.series;

import dev.hourglass.data.series.RegularSeries;
import dev.hourglass.data.series.Series;
import dev.hourglass.data.series.Steps;
import java.util.BitSet;
import java.util.Optional;

/**
 * A series as a detector sees it: with equal steps.
 *
 * @param original as it was read
 * @param even with equal steps; the same where its steps are equal already
 * @param regular how points of the two belong together; empty where they are the same
 */
record EvenSeries(Series original, Series even, Optional<RegularSeries> regular) {
  private static final double MOST_REPEATED = 0.02;

  /**
   * Evens a series out where it must be.
   *
   * @param time the name of the column of times, for messages
   * @throws IllegalArgumentException if more than 2 of 100 times repeat, or the steps are too far
   *     from equal
   */
  static EvenSeries of(Series series, String time) {
    Steps steps = series.steps();
    if (steps.repeated() > MOST_REPEATED * series.length()) {
      throw new IllegalArgumentException(
          "column \"%s\"%s: %,d of %,d times repeat; name the column that tells series apart (--key COLUMN), or remove the rows"
              .formatted(time, named(series), steps.repeated(), series.length()));
    }
    if (series.length() < 2 || steps.isRegular()) {
      return new EvenSeries(series, series, Optional.empty());
    }
    try {
      RegularSeries regular = RegularSeries.of(series, steps.median());
      return new EvenSeries(series, regular.series(), Optional.of(regular));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "column \"%s\"%s: %s".formatted(time, named(series), e.getMessage()), e);
    }
  }

  private static String named(Series series) {
    return series.key().isEmpty() ? "" : " of series \"" + series.key() + "\"";
  }

  /** Which even points have a row of the table that is marked, [T]. */
  boolean[] marked(BitSet rows) {
    boolean[] marked = new boolean[even.length()];
    for (int t = 0; t < original.length(); t++) {
      int place = place(t);
      marked[place] |= rows.get(original.rows()[t]);
    }
    return marked;
  }

  /** The place in the even series of a point of the first one. */
  int place(int point) {
    return regular.map(r -> r.pointOf()[point]).orElse(point);
  }

  /** What is said of the even points, said of the first series' points. */
  double[] toPoints(double[] ofEven) {
    return regular.map(r -> r.toPoints(ofEven)).orElse(ofEven);
  }
}
