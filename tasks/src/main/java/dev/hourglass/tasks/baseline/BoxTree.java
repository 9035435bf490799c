package dev.hourglass.tasks.baseline;

import dev.hourglass.engine.NDArray;
import java.util.stream.IntStream;

/**
 * A k-d tree (Bentley, 1975) with a bounding box per node: halves of the rows along the widest side
 * of the box, down to leaves of a few rows. Node n has the children 2n + 1 and 2n + 2.
 */
final class BoxTree implements NeighbourSearch {
  private static final int LEAF = 16;

  private final int columns;
  private final int count;
  private final float[] rows; // in the order of the leaves
  private final int[] numbers; // of the rows as they came
  private final int depth;
  private final float[] low; // [nodes * D]
  private final float[] high;

  BoxTree(NDArray given) {
    columns = given.shape().dim(1);
    count = given.shape().dim(0);
    numbers = IntStream.range(0, count).toArray();
    int levels = 0;
    while ((count >> levels) > LEAF) {
      levels++;
    }
    depth = levels;
    int nodes = (1 << (depth + 1)) - 1;
    low = new float[nodes * columns];
    high = new float[nodes * columns];
    build(given.data(), 0, 0, count, 0);
    rows = Rows.choose(given, numbers).data();
  }

  private void build(float[] data, int node, int from, int to, int level) {
    int widest = box(data, node, from, to);
    if (level < depth) {
      int middle = (from + to) >>> 1;
      Quickselect.select(numbers, from, to, middle, i -> data[i * columns + widest]);
      build(data, 2 * node + 1, from, middle, level + 1);
      build(data, 2 * node + 2, middle, to, level + 1);
    }
  }

  /** Stores the box of the rows and returns its widest side. */
  private int box(float[] data, int node, int from, int to) {
    int widest = 0;
    double width = -1;
    for (int j = 0; j < columns; j++) {
      float least = Float.POSITIVE_INFINITY;
      float most = Float.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        float v = data[numbers[i] * columns + j];
        least = Math.min(least, v);
        most = Math.max(most, v);
      }
      low[node * columns + j] = least;
      high[node * columns + j] = most;
      if ((double) most - least > width) {
        width = (double) most - least;
        widest = j;
      }
    }
    return widest;
  }

  @Override
  public Neighbours find(NDArray queries, int k) {
    NeighbourSearch.check(queries, columns, k, count);
    int n = queries.shape().dim(0);
    Neighbours found = Neighbours.empty(n, k);
    int block = 256;
    IntStream.range(0, Math.ceilDiv(n, block))
        .parallel()
        .forEach(b -> {
          Nearest nearest = new Nearest(k);
          for (int q = b * block; q < Math.min(n, (b + 1) * block); q++) {
            nearest.clear();
            visit(queries.data(), q * columns, 0, 0, count, 0, nearest);
            found.set(q, nearest);
          }
        });
    return found;
  }

  private void visit(
      float[] query, int at, int node, int from, int to, int level, Nearest nearest) {
    if (level == depth) {
      for (int i = from; i < to; i++) {
        nearest.offer(NeighbourSearch.square(query, at, rows, i * columns, columns), numbers[i]);
      }
      return;
    }
    int middle = (from + to) >>> 1;
    int left = 2 * node + 1;
    double toLeft = bound(query, at, left);
    double toRight = bound(query, at, left + 1);
    boolean leftFirst = toLeft <= toRight;
    for (int turn = 0; turn < 2; turn++) {
      if (leftFirst == (turn == 0)) {
        if (toLeft < nearest.worst()) {
          visit(query, at, left, from, middle, level + 1, nearest);
        }
      } else if (toRight < nearest.worst()) {
        visit(query, at, left + 1, middle, to, level + 1, nearest);
      }
    }
  }

  /** No row of the box is nearer: every term, and so the rounded sum, is at most a row's. */
  private double bound(float[] query, int at, int node) {
    double sum = 0;
    for (int j = 0; j < columns; j++) {
      float q = query[at + j];
      double l = (double) low[node * columns + j] - q;
      double h = (double) q - high[node * columns + j];
      double difference = Math.max(0, Math.max(l, h));
      sum += difference * difference;
    }
    return sum;
  }
}
