package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op.Reduction;
import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;
import java.util.Arrays;

/** Kernels that move or look for whole rows and positions. */
final class RowKernels {
  private RowKernels() {}

  /** Row i of the target is row rows[i] of the table. */
  record Gather(Place table, int tableRows, Place rows, Place to, int width, RowParts dealt)
      implements Kernel {
    @Override
    public void run(int part, int parts) {
      for (int i = dealt.starts()[part]; i < dealt.starts()[part + 1]; i++) {
        int row = checked(rows.memory().ints()[rows.offset() + i], tableRows);
        System.arraycopy(
            table.memory().floats(),
            table.offset() + row * width,
            to.memory().floats(),
            to.offset() + i * width,
            width);
      }
    }
  }

  /** Adds row i of the values to row rows[i] of the target, in order of i; parts own columns. */
  record ScatterAdd(Place values, Place rows, Place to, int width) implements Kernel {
    @Override
    public void run(int part, int parts) {
      int begin = Kernel.start(width, part, parts);
      int end = Kernel.start(width, part + 1, parts);
      float[] a = values.memory().floats();
      float[] b = to.memory().floats();
      int targets = to.size() / width;
      for (int r = 0; r < targets; r++) {
        Arrays.fill(b, to.offset() + r * width + begin, to.offset() + r * width + end, 0f);
      }
      for (int i = 0; i < rows.size(); i++) {
        int row = checked(rows.memory().ints()[rows.offset() + i], targets);
        int source = values.offset() + i * width;
        int target = to.offset() + row * width;
        for (int c = begin; c < end; c++) {
          b[target + c] += a[source + c];
        }
      }
    }
  }

  /** Each number as a whole one. */
  record RowNumbers(Place from, Place to) implements Kernel {
    @Override
    public void run(int part, int parts) {
      float[] a = from.memory().floats();
      int[] b = to.memory().ints();
      int end = Kernel.start(to.size(), part + 1, parts);
      for (int i = Kernel.start(to.size(), part, parts); i < end; i++) {
        float x = a[from.offset() + i];
        int row = (int) x;
        if (row != x || row == Integer.MAX_VALUE) {
          throw new IndexOutOfBoundsException(x + " is no row number");
        }
        b[to.offset() + i] = row;
      }
    }
  }

  /** The position of the best number along the middle axis of (outer, run, inner). */
  record ArgReduce(Reduction reduction, int outer, int run, int inner, Place from, Place to)
      implements Kernel {
    @Override
    public void run(int part, int parts) {
      int total = outer * inner;
      for (int i = Kernel.start(total, part, parts);
          i < Kernel.start(total, part + 1, parts);
          i++) {
        int source = from.offset() + i / inner * run * inner + i % inner;
        to.memory().ints()[to.offset() + i] = best(source);
      }
    }

    private int best(int source) {
      float[] a = from.memory().floats();
      int best = 0;
      for (int r = 1; r < run; r++) {
        float x = a[source + r * inner];
        float y = a[source + best * inner];
        if (reduction == Reduction.MAX ? x > y : x < y) {
          best = r;
        }
      }
      return best;
    }
  }

  private static int checked(int row, int limit) {
    if (row < 0 || row >= limit) {
      throw new IndexOutOfBoundsException(
          "row number %d is outside the table of %d rows".formatted(row, limit));
    }
    return row;
  }
}
