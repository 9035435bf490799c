package dev.hourglass.engine.interpret;

import dev.hourglass.engine.PoolWindow;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.SparseMatrix;
import dev.hourglass.engine.Tensor;

/** Pooling and products along an axis as plain loops. */
final class Windows {
  private Windows() {}

  private interface Meeting {
    /** Output number {@code to} has its largest x at place {@code from}. */
    void at(int to, int from);
  }

  static double[] maxPool(Tensor t, PoolWindow w, double[] x, double[] v, double[] y) {
    largest(t.input(0).shape(), w, x, (to, from) -> y[to] = v[from]);
    return y;
  }

  static double[] maxUnpool(Tensor t, PoolWindow w, double[] x, double[] v, double[] y) {
    largest(t.shape(), w, x, (to, from) -> y[from] += v[to]);
    return y;
  }

  private static void largest(Shape s, PoolWindow w, double[] x, Meeting meeting) {
    int oh = w.outputHeight(s.dim(1));
    int ow = w.outputWidth(s.dim(2));
    int to = 0;
    for (int b = 0; b < s.dim(0); b++) {
      for (int i = 0; i < oh; i++) {
        for (int j = 0; j < ow; j++) {
          for (int c = 0; c < s.dim(3); c++) {
            meeting.at(to++, best(s, w, x, b, i * w.strideY() - w.top(), j, c));
          }
        }
      }
    }
  }

  private static int best(Shape s, PoolWindow w, double[] x, int b, int y0, int j, int c) {
    int x0 = j * w.strideX() - w.left();
    int best = -1;
    for (int i = Math.max(0, y0); i < Math.min(s.dim(1), y0 + w.height()); i++) {
      for (int k = Math.max(0, x0); k < Math.min(s.dim(2), x0 + w.width()); k++) {
        int at = ((b * s.dim(1) + i) * s.dim(2) + k) * s.dim(3) + c;
        if (best < 0 || x[at] > x[best] || Double.isNaN(x[at])) {
          best = at;
        }
      }
    }
    return best;
  }

  static double[] alongAxis(Tensor t, int axis, SparseMatrix m, double[] x, double[] y) {
    int inner = 1;
    for (int d = axis + 1; d < t.shape().rank(); d++) {
      inner *= t.dim(d);
    }
    for (int i = 0; i < y.length; i++) {
      int row = i / inner % m.rows();
      int outer = i / inner / m.rows();
      for (int e = m.start(row); e < m.start(row + 1); e++) {
        y[i] += m.weight(e) * x[(outer * m.columns() + m.column(e)) * inner + i % inner];
      }
    }
    return y;
  }
}
