package dev.hourglass.tasks.baseline;

import dev.hourglass.engine.NDArray;

/**
 * What the nearest training rows say about a row (Fix and Hodges, 1951): the baseline of whatever
 * learns from labels.
 *
 * @param search over the training rows
 * @param k how many are asked
 */
public record NeighbourVote(NeighbourSearch search, int k) {

  /** Asks k of the rows [N, D], or all where there are fewer. */
  public static NeighbourVote of(NDArray rows, int k) {
    int threads = Runtime.getRuntime().availableProcessors();
    return new NeighbourVote(NeighbourSearch.over(rows, threads), Math.min(k, rows.shape().dim(0)));
  }

  /**
   * The share of each class among the nearest, [Q, K].
   *
   * @param queries [Q, D]
   * @param labels classes of the training rows, from 0
   * @param classes K
   */
  public NDArray shares(NDArray queries, int[] labels, int classes) {
    Neighbours found = search.find(queries, k);
    float[] shares = new float[Math.multiplyExact(found.rows(), classes)];
    for (int q = 0; q < found.rows(); q++) {
      for (int i = 0; i < k; i++) {
        shares[q * classes + labels[found.index(q, i)]] += 1f / k;
      }
    }
    return NDArray.of(shares, found.rows(), classes);
  }

  /**
   * The mean of the nearest, [Q, 1].
   *
   * @param queries [Q, D]
   * @param values of the training rows
   */
  public NDArray means(NDArray queries, float[] values) {
    Neighbours found = search.find(queries, k);
    float[] means = new float[found.rows()];
    for (int q = 0; q < means.length; q++) {
      double sum = 0;
      for (int i = 0; i < k; i++) {
        sum += values[found.index(q, i)];
      }
      means[q] = (float) (sum / k);
    }
    return NDArray.of(means, means.length, 1);
  }
}
