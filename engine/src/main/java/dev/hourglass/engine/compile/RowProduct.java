package dev.hourglass.engine.compile;

/**
 * A matrix product that is computed some rows at a time, so that pointwise code can follow on each
 * block of rows while it is in the nearest cache.
 */
interface RowProduct {

  /** Rows that stay together: a block begins at a multiple of them. */
  int unit();

  /** Rows of a block, a multiple of {@link #unit}. */
  int blockRows();

  /**
   * Computes rows [r0, r1), at most a block of them, and columns [c0, c1).
   *
   * @param part who asks; parts may ask at the same time
   * @param c where the product goes
   * @param co where its first row would begin in c
   */
  void run(int part, int r0, int r1, int c0, int c1, float[] c, int co);
}
