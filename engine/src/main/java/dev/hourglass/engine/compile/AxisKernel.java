package dev.hourglass.engine.compile;

import dev.hourglass.engine.SparseMatrix;
import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;
import jdk.incubator.vector.FloatVector;

/**
 * A constant matrix times the middle axis of (outer, columns, inner); vectors lie along the inner
 * axis. Terms are added in order of the columns, each product rounded.
 */
record AxisKernel(SparseMatrix matrix, int outer, int inner, Place from, Place to)
    implements Kernel {

  @Override
  public void run(int part, int parts) {
    int rows = matrix.rows();
    float[] a = from.memory().floats();
    float[] b = to.memory().floats();
    int units = outer * rows;
    for (int u = Kernel.start(units, part, parts); u < Kernel.start(units, part + 1, parts); u++) {
      int source = from.offset() + u / rows * matrix.columns() * inner;
      row(a, source, b, to.offset() + u * inner, u % rows);
    }
  }

  private void row(float[] a, int source, float[] b, int target, int row) {
    int first = matrix.start(row);
    int last = matrix.start(row + 1);
    int c = 0;
    for (; c <= inner - Species.LENGTH; c += Species.LENGTH) {
      FloatVector sum = FloatVector.zero(Species.F);
      for (int e = first; e < last; e++) {
        FloatVector x = FloatVector.fromArray(Species.F, a, source + matrix.column(e) * inner + c);
        sum = sum.add(x.mul(matrix.weight(e)));
      }
      sum.intoArray(b, target + c);
    }
    for (; c < inner; c++) {
      float sum = 0;
      for (int e = first; e < last; e++) {
        sum += a[source + matrix.column(e) * inner + c] * matrix.weight(e);
      }
      b[target + c] = sum;
    }
  }
}
