package dev.hourglass.tasks.series;

import dev.hourglass.tasks.anomaly.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to be said about one point of a series.
 *
 * @param row its number in the source, from 1
 * @param time seconds since 1970, or a number
 * @param key of its series; empty where there is one only
 * @param score higher is stranger
 * @param pValue chance that an ordinary point scores as high, in (0, 1]
 * @param anomaly whether it is flagged
 * @param causes the columns with the largest shares, falling: what is there and what the windows
 *     make of it
 */
public record SeriesVerdict(
    long row,
    double time,
    String key,
    double score,
    double pValue,
    boolean anomaly,
    List<Verdict.Cause> causes) {
  public SeriesVerdict {
    causes = List.copyOf(causes);
  }

  /** The causes in one line; may be empty. */
  public String because() {
    return causes.stream().map(Verdict.Cause::text).collect(Collectors.joining("; "));
  }
}
