package dev.hourglass.tasks.baseline;

import java.util.Arrays;

/**
 * Rows that may be among the k nearest of one query. A row's true key lies between its key less the
 * query's bound, and its key plus that and twice the row's own bound. A row is out once k rows are
 * surely nearer.
 */
final class Candidates {
  private final Nearest highs; // the k smallest upper bounds
  private final double bound;
  private int[] rows = new int[64];
  private float[] keys = new float[64];
  private int size;

  Candidates(int k, double bound) {
    this.highs = new Nearest(k);
    this.bound = bound;
  }

  /** A row of a key above this is out. */
  double limit() {
    return highs.worst() + bound;
  }

  void add(float key, int row, double rowBound) {
    highs.offer(key + bound + 2 * rowBound, row);
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
      keys = Arrays.copyOf(keys, 2 * size);
    }
    rows[size] = row;
    keys[size++] = key;
  }

  int size() {
    return size;
  }

  int row(int i) {
    return rows[i];
  }

  float key(int i) {
    return keys[i];
  }
}
