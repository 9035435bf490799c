package dev.hourglass.tasks.baseline;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.random.Threefry;

/**
 * One tree of an {@link IsolationForest}: cuts at a uniform place along a uniform column among
 * those that vary, as deep as the logarithm of the sample.
 */
final class IsolationTree {
  private static final int STREAM = 1 << 26;

  private final int[] column; // -1 at a leaf
  private final float[] cut;
  private final int[] right; // the left child follows its parent
  private final float[] path; // at a leaf: its depth and the mean path below

  private int nodes;

  private IsolationTree(int capacity) {
    column = new int[capacity];
    cut = new float[capacity];
    right = new int[capacity];
    path = new float[capacity];
  }

  static IsolationTree grow(NDArray rows, int size, long seed, int number) {
    IsolationTree tree = new IsolationTree(2 * size);
    int[] sample = sample(rows.shape().dim(0), size, seed, number);
    int limit = 32 - Integer.numberOfLeadingZeros(size - 1);
    new Grower(tree, rows, sample, limit, seed, number).grow(0, size, 0);
    return tree;
  }

  /** The first rows of a permutation (Durstenfeld, 1964), sparse: only what was moved is kept. */
  private static int[] sample(int count, int size, long seed, int number) {
    java.util.HashMap<Integer, Integer> moved = new java.util.HashMap<>();
    int[] sample = new int[size];
    for (int i = 0; i < size; i++) {
      int j = i + Threefry.below(count - i, seed, STREAM, number, i);
      sample[i] = moved.getOrDefault(j, j);
      moved.put(j, moved.getOrDefault(i, i));
    }
    return sample;
  }

  /** Cuts from the root to the leaf of a row, and the mean number that would follow. */
  float path(float[] rows, int at) {
    int node = 0;
    while (column[node] >= 0) {
      node = rows[at + column[node]] <= cut[node] ? node + 1 : right[node];
    }
    return path[node];
  }

  /** Draws depend on the seed, the tree and the node. */
  private record Grower(
      IsolationTree tree, NDArray rows, int[] sample, int limit, long seed, int number) {

    void grow(int from, int to, int depth) {
      int node = tree.nodes++;
      int chosen = depth < limit && to - from > 1 ? varyingColumn(node, from, to) : -1;
      tree.column[node] = chosen;
      if (chosen < 0) {
        tree.path[node] = (float) (depth + IsolationForest.meanPath(to - from));
        return;
      }
      tree.cut[node] = cut(node, chosen, from, to);
      int middle = split(chosen, tree.cut[node], from, to);
      grow(from, middle, depth + 1);
      tree.right[node] = tree.nodes;
      grow(middle, to, depth + 1);
    }

    private int varyingColumn(int node, int from, int to) {
      int columns = rows.shape().dim(1);
      int first = Threefry.below(columns, seed, STREAM + 1, number, 2 * node);
      if (varies(first, from, to)) {
        return first;
      }
      int count = 0;
      for (int j = 0; j < columns; j++) {
        count += varies(j, from, to) ? 1 : 0;
      }
      if (count == 0) {
        return -1;
      }
      int wanted = Threefry.below(count, seed, STREAM + 2, number, node);
      for (int j = 0; ; j++) {
        if (varies(j, from, to) && wanted-- == 0) {
          return j;
        }
      }
    }

    private boolean varies(int column, int from, int to) {
      float first = value(from, column);
      for (int i = from + 1; i < to; i++) {
        if (value(i, column) != first) {
          return true;
        }
      }
      return false;
    }

    private float cut(int node, int column, int from, int to) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        low = Math.min(low, value(i, column));
        high = Math.max(high, value(i, column));
      }
      double u = Threefry.uniform(seed, STREAM + 1, number, 2 * node + 1);
      float cut = (float) (low + u * ((double) high - low));
      return cut < high ? cut : low;
    }

    private int split(int column, float cut, int from, int to) {
      int middle = from;
      for (int i = from; i < to; i++) {
        if (value(i, column) <= cut) {
          int swapped = sample[i];
          sample[i] = sample[middle];
          sample[middle++] = swapped;
        }
      }
      return middle;
    }

    private float value(int i, int column) {
      return rows.data()[sample[i] * rows.shape().dim(1) + column];
    }
  }
}
