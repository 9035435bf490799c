package dev.hourglass.tasks.baseline;

import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Squared distances as |r|² - 2 q·r (+ |q|², which does not change the order), by products of
 * blocks in single precision. Their rounding error is bounded, so every row that could be among the
 * nearest is kept and then measured exactly.
 *
 * <p>Legend: B queries of a block, C rows of a block, D columns.
 */
final class ProductSearch implements NeighbourSearch {
  private static final int QUERIES = 256;
  private static final int ROWS = 2048;

  /** For so few queries the rows are gone through one by one: no program has to be compiled. */
  private static final int FEW = 16;

  private final float[] rows; // as they came
  private final NDArray[] centred; // blocks [C, D], zeros at the end
  private final NDArray[] lowNorms; // blocks [1, C], |r|² after centring less its bound
  private final double[] bounds; // of the error that |r|² brings, [N]
  private final double[] mean;
  private final int columns;
  private final int count;
  private final int blocks;
  private final int threads;
  private final double slack;
  private final Object lock = new Object();
  private @Nullable Products products;

  ProductSearch(NDArray given, int threads) {
    this.rows = given.data().clone();
    this.columns = given.shape().dim(1);
    this.count = given.shape().dim(0);
    this.blocks = Math.ceilDiv(count, ROWS);
    this.threads = threads;
    this.mean = mean();
    // |fl(q·r) - q·r| <= D 2^-24 |q| |r| (1 + ...), and |q| |r| <= (|q|² + |r|²) / 2; four times
    // that covers centring, the norm and the sum as well.
    this.slack = (columns + 8) * 0x1p-22;
    this.centred = new NDArray[blocks];
    this.lowNorms = new NDArray[blocks];
    this.bounds = new double[count];
    for (int b = 0; b < blocks; b++) {
      prepare(b);
    }
  }

  private void prepare(int block) {
    int first = block * ROWS;
    int number = Math.min(ROWS, count - first);
    float[] data = centred(rows, first, number, ROWS);
    float[] low = new float[ROWS];
    for (int i = 0; i < number; i++) {
      double norm = norm(data, i);
      bounds[first + i] = slack * norm;
      low[i] = (float) (norm - bounds[first + i]);
    }
    centred[block] = NDArray.of(data, ROWS, columns);
    lowNorms[block] = NDArray.of(low, 1, ROWS);
  }

  private double[] mean() {
    double[] sums = new double[columns];
    for (int i = 0; i < rows.length; i++) {
      sums[i % columns] += rows[i];
    }
    for (int j = 0; j < columns; j++) {
      sums[j] /= count;
    }
    return sums;
  }

  private float[] centred(float[] data, int from, int number, int capacity) {
    float[] result = new float[capacity * columns];
    for (int i = 0; i < number * columns; i++) {
      result[i] = (float) (data[from * columns + i] - mean[i % columns]);
    }
    return result;
  }

  private double norm(float[] data, int row) {
    double sum = 0;
    for (int j = row * columns; j < (row + 1) * columns; j++) {
      sum += (double) data[j] * data[j];
    }
    return sum;
  }

  @Override
  public Neighbours find(NDArray queries, int k) {
    NeighbourSearch.check(queries, columns, k, count);
    int n = queries.shape().dim(0);
    Neighbours found = Neighbours.empty(n, k);
    if (n <= FEW) {
      for (int i = 0; i < n; i++) {
        found.set(i, direct(queries.data(), i, k));
      }
      return found;
    }
    synchronized (lock) {
      Products p = products == null ? compile() : products;
      products = p;
      for (int from = 0; from < n; from += QUERIES) {
        find(p, queries.data(), from, Math.min(QUERIES, n - from), k, found);
      }
    }
    return found;
  }

  /** The program of the products, made once. Callers take turns. */
  private record Products(
      Program program, Tensor queries, Tensor rows, Tensor norms, Tensor keys) {}

  private Products compile() {
    Tensor q = Tensors.input("queries", QUERIES, columns);
    Tensor r = Tensors.input("rows", ROWS, columns);
    Tensor s = Tensors.input("norms", 1, ROWS);
    Tensor products = Tensors.matmul(q, false, r, true);
    Tensor keys = Tensors.sub(s, Tensors.mul(Tensors.fill(2), products));
    Program.Spec spec = new Program.Spec(List.of(keys), Map.of());
    Program program = Engines.compiled(threads).compile(spec, State.of(List.of()));
    return new Products(program, q, r, s, keys);
  }

  private void find(Products p, float[] queries, int from, int number, int k, Neighbours found) {
    Candidates[] candidates = new Candidates[number];
    float[] block = centred(queries, from, number, QUERIES);
    for (int i = 0; i < number; i++) {
      candidates[i] = new Candidates(k, slack * norm(block, i));
    }
    p.program().bind(p.queries(), NDArray.of(block, QUERIES, columns));
    for (int b = 0; b < blocks; b++) {
      p.program().bind(p.rows(), centred[b]);
      p.program().bind(p.norms(), lowNorms[b]);
      p.program().run(0, 0);
      scan(p.program().output(p.keys()).data(), b * ROWS, candidates);
    }
    for (int i = 0; i < number; i++) {
      found.set(from + i, exact(queries, from + i, candidates[i], k));
    }
  }

  private void scan(float[] keys, int first, Candidates[] candidates) {
    Arrays.parallelSetAll(
        candidates,
        i -> {
          Candidates c = candidates[i];
          int end = Math.min(ROWS, count - first);
          for (int j = 0; j < end; j++) {
            float key = keys[i * ROWS + j];
            if (key <= c.limit()) {
              c.add(key, first + j, bounds[first + j]);
            }
          }
          return c;
        });
  }

  /** The same distances by the same sums, given up where they are too large already. */
  private Nearest direct(float[] queries, int query, int k) {
    Nearest nearest = new Nearest(k);
    for (int row = 0; row < count; row++) {
      double worst = nearest.worst();
      double sum = 0;
      int q = query * columns;
      int r = row * columns;
      for (int end = r + columns; r < end && sum < worst; r++, q++) {
        double difference = (double) queries[q] - rows[r];
        sum += difference * difference;
      }
      nearest.offer(sum, row);
    }
    return nearest;
  }

  private Nearest exact(float[] queries, int query, Candidates candidates, int k) {
    Nearest nearest = new Nearest(k);
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.key(i) <= candidates.limit()) {
        int row = candidates.row(i);
        nearest.offer(
            NeighbourSearch.square(queries, query * columns, rows, row * columns, columns), row);
      }
    }
    return nearest;
  }
}
