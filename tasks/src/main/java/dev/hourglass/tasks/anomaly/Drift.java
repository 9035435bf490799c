package dev.hourglass.tasks.anomaly;

import java.util.Arrays;
import java.util.List;

/**
 * How far the values of a column have moved away from those of the training rows.
 *
 * @param column its name
 * @param psi the population stability index over the bins of the training and the missing values,
 *     less what it is on average where nothing has changed, at least 0; by custom 0.1 is some drift
 *     and 0.25 much
 * @param rare what {@code psi} is above once in 1,000 times where nothing has changed: with few
 *     rows more than the customary limits
 * @param missingThen share of training rows without a value
 * @param missingNow share of the new rows without a value
 * @param largest the bin that moved most
 */
public record Drift(
    String column, double psi, double rare, double missingThen, double missingNow, Change largest) {
  private static final double SOME = 0.1;
  private static final double MUCH = 0.25;

  /** Half a row, so that no share is 0. */
  private static final double EMPTY = 0.5;

  /**
   * Of points of series the slowest movement, up or down as a whole, differs most by chance: for a
   * first-order autoregression of 0.95 and ten bins it leaves half as many degrees of freedom.
   */
  private static final double TOGETHER = 0.5;

  /** How far a column has moved. */
  public enum Level {
    /** Below 0.1, or no more than chance does. */
    NONE,
    SOME,
    /** Above 0.25. */
    MUCH
  }

  /**
   * What a bin had.
   *
   * @param values what is in it, in words
   * @param then share of the training rows
   * @param now share of the new rows
   */
  public record Change(String values, double then, double now) {}

  /**
   * Holds new rows against the summary of the training.
   *
   * <p>No logarithm is infinite: half a row is added for each bin, in the counts of the training
   * evenly, and in those of the new rows as they are spread in training, so that a bin that is
   * empty by chance tells little where rows are few. Bins that are empty in both are left out.
   *
   * <p>Rows of which d tell as much as one independent row are counted as a d-th of their number.
   *
   * @param counts of the new rows, as {@link ColumnSummary#counts}, one row or more in all
   */
  static Drift of(ColumnSummary summary, long[] counts) {
    List<Long> before = summary.counts();
    long allThen = before.stream().mapToLong(Long::longValue).sum();
    long allNow = Arrays.stream(counts).sum();
    double weight = 1 / summary.dependence();
    double rowsThen = weight * allThen;
    double rowsNow = weight * allNow;
    int bins = 0;
    for (int b = 0; b < counts.length; b++) {
      bins += before.get(b) + counts[b] > 0 ? 1 : 0;
    }
    double[] then = new double[counts.length];
    double[] now = new double[counts.length];
    int largest = 0;
    for (int b = 0; b < counts.length; b++) {
      then[b] = (weight * before.get(b) + EMPTY) / (rowsThen + EMPTY * bins);
      boolean empty = before.get(b) + counts[b] == 0;
      double smoothed = weight * counts[b] + then[b] * EMPTY * bins;
      now[b] = empty ? then[b] : smoothed / (rowsNow + EMPTY * bins);
      largest = Psi.part(then[b], now[b]) > Psi.part(then[largest], now[largest]) ? b : largest;
    }
    double expected = Psi.byChance(bins, rowsThen, rowsNow);
    double freedom = summary.dependence() > 1 ? TOGETHER : 1;
    int last = counts.length - 1;
    return new Drift(
        summary.column(),
        Math.max(0, Psi.of(then, now) - expected),
        Math.max(0, Psi.rarelyByChance(bins, rowsThen, rowsNow, freedom) - expected),
        (double) before.get(last) / allThen,
        (double) counts[last] / allNow,
        new Change(
            summary.name(largest),
            (double) before.get(largest) / allThen,
            (double) counts[largest] / allNow));
  }

  /** How far it has moved, by the customary limits; never by what chance does. */
  public Level level() {
    if (psi < SOME || psi <= rare) {
      return Level.NONE;
    }
    return psi > MUCH ? Level.MUCH : Level.SOME;
  }
}
