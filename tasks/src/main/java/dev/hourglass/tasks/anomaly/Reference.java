package dev.hourglass.tasks.anomaly;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.NeighbourSearch;
import dev.hourglass.tasks.baseline.Neighbours;

/**
 * Training rows that others are held against. May be shared by threads.
 *
 * @param rows standardised, [R, D]
 * @param numbers which rows they are of those that were given, [R]
 * @param search over them
 */
record Reference(NDArray rows, long[] numbers, NeighbourSearch search) {

  /** At most so many, so that distances and files stay affordable; they are in random order. */
  static final int MOST = 20_000;

  static Reference of(NDArray rows, long[] numbers, int threads) {
    return new Reference(rows, numbers, NeighbourSearch.over(rows, threads));
  }

  /** The {@code k} nearest of each query, or all where there are fewer. */
  Neighbours nearest(NDArray queries, int k) {
    return search.find(queries, Math.min(k, numbers.length));
  }
}
