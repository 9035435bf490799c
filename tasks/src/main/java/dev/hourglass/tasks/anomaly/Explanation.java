package dev.hourglass.tasks.anomaly;

import java.util.List;

/**
 * What is to be said about one row.
 *
 * @param score higher is stranger
 * @param pValue chance that an ordinary row scores as high, in (0, 1]
 * @param anomaly whether the score reaches the threshold
 * @param reasons the columns with the largest shares, falling
 * @param nearestRow number of the most similar row among those fitted on
 * @param distance to it, in standard deviations
 */
public record Explanation(
    double score,
    double pValue,
    boolean anomaly,
    List<Reason> reasons,
    long nearestRow,
    double distance) {
  public Explanation {
    reasons = List.copyOf(reasons);
  }
}
