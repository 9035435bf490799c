package dev.hourglass.tasks.baseline;

import dev.hourglass.engine.NDArray;

/** A way to learn from rows what is ordinary. Implementations are immutable. */
public interface Detector {

  /** The name in tables and files, such as {@code knn-5}. */
  String id();

  /**
   * Learns from rows, which are taken to be ordinary for the most part.
   *
   * @param rows [N, D], N at least 2, every number finite
   * @throws IllegalArgumentException if there are too few rows
   */
  Fitted fit(NDArray rows);

  /** What was learned. May be shared by threads. */
  interface Fitted {

    /**
     * How strange each row is, [N], higher is stranger; only the order of scores has a meaning
     * beside other detectors.
     *
     * @param rows [N, D] of the D columns that were fitted
     * @throws IllegalArgumentException if the columns differ
     */
    double[] score(NDArray rows);
  }
}
