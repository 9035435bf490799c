package dev.hourglass.autoencoders.som;

import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.List;
import java.util.Map;

/**
 * Finds the two nearest units of each row. The engine multiplies blocks of rows by all units, |w|²
 * - 2 x·w (the |x|² would not change the order), in single precision; its rounding error is
 * bounded, so every unit that could be among the two nearest is kept, and those are measured
 * exactly, in double. For one thread at a time.
 *
 * <p>Legend: B rows of a block, W numbers of a row, U units.
 */
final class UnitSearch implements AutoCloseable {
  private static final int BLOCK = 1024;

  private final int units;
  private final int width;
  private final Workers workers;
  private final double slack;
  private final Tensor x;
  private final Tensor w;
  private final Tensor norms;
  private final Tensor keys;
  private final Program program;
  private final float[] centre;
  private final double[] bounds; // of the error of |w|², [U]
  private float[] weights = new float[0]; // [U, W]

  UnitSearch(int units, int width, int threads) {
    this.units = units;
    this.width = width;
    this.workers = new Workers(threads);
    // |fl(x·w) - x·w| <= W 2^-24 |x| |w| (1 + ...), and |x| |w| <= (|x|² + |w|²) / 2; four times
    // that covers centring, the norm and the sum as well.
    this.slack = (width + 8) * 0x1p-22;
    this.centre = new float[width];
    this.bounds = new double[units];
    x = Tensors.input("x", BLOCK, width);
    w = Tensors.input("w", units, width);
    norms = Tensors.input("norms", 1, units);
    keys = Tensors.sub(norms, Tensors.mul(Tensors.fill(2), Tensors.matmul(x, false, w, true)));
    program =
        Engines.compiled(threads)
            .compile(new Program.Spec(List.of(keys), Map.of()), State.of(List.of()));
  }

  /**
   * Takes the units, [U, W], to find; they are centred on their mean, where errors are smallest.
   */
  void units(float[] values) {
    weights = values;
    for (int j = 0; j < width; j++) {
      double sum = 0;
      for (int u = 0; u < units; u++) {
        sum += values[u * width + j];
      }
      centre[j] = (float) (sum / units);
    }
    float[] centred = centred(values, 0, units, units);
    float[] low = new float[units];
    for (int u = 0; u < units; u++) {
      double norm = norm(centred, u);
      bounds[u] = slack * norm;
      low[u] = (float) (norm - bounds[u]);
    }
    program.bind(w, NDArray.of(centred, units, width));
    program.bind(norms, NDArray.of(low, 1, units));
  }

  private float[] centred(float[] rows, int from, int count, int capacity) {
    float[] result = new float[capacity * width];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < width; j++) {
        result[i * width + j] = rows[(from + i) * width + j] - centre[j];
      }
    }
    return result;
  }

  private double norm(float[] rows, int row) {
    double sum = 0;
    for (int j = row * width; j < (row + 1) * width; j++) {
      sum += (double) rows[j] * rows[j];
    }
    return sum;
  }

  /** The best units of rows [N, W]. */
  BestUnits find(NDArray rows) {
    int n = rows.shape().dim(0);
    BestUnits found = BestUnits.empty(n);
    for (int from = 0; from < n; from += BLOCK) {
      int first = from;
      int count = Math.min(BLOCK, n - from);
      float[] block = centred(rows.data(), from, count, BLOCK);
      program.bind(x, NDArray.of(block, BLOCK, width));
      program.run(0, 0);
      float[] all = program.output(keys).data();
      workers.each(count, i -> scan(all, i, slack * norm(block, i), rows.data(), first + i, found));
    }
    return found;
  }

  /** Keys are below the true ones by their bound at least, and above them by no more. */
  private void scan(float[] all, int i, double bound, float[] rows, int row, BestUnits found) {
    double least = Double.POSITIVE_INFINITY;
    double next = Double.POSITIVE_INFINITY;
    for (int u = 0; u < units; u++) {
      double most = all[i * units + u] + 2 * bounds[u];
      if (most < next) {
        next = Math.max(most, least);
        least = Math.min(most, least);
      }
    }
    double limit = next + 2 * bound;
    Nearest nearest = new Nearest();
    for (int u = 0; u < units; u++) {
      if (!(all[i * units + u] > limit)) { // also when numbers are too large to compare
        nearest.offer(u, square(rows, row, u));
      }
    }
    found.first()[row] = nearest.first;
    found.second()[row] = nearest.second;
    found.squares()[row] = nearest.square;
  }

  private double square(float[] rows, int row, int unit) {
    double sum = 0;
    int r = row * width;
    int u = unit * width;
    for (int j = 0; j < width; j++) {
      double difference = (double) rows[r + j] - weights[u + j];
      sum += difference * difference;
    }
    return sum;
  }

  /** The two smallest of what is offered. */
  private static final class Nearest {
    private int first = -1;
    private int second = -1;
    private double square = Double.POSITIVE_INFINITY;
    private double nextSquare = Double.POSITIVE_INFINITY;

    void offer(int unit, double offered) {
      if (first < 0 || offered < square) {
        second = first;
        nextSquare = square;
        first = unit;
        square = offered;
      } else if (second < 0 || offered < nextSquare) {
        second = unit;
        nextSquare = offered;
      }
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
