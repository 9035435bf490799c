package dev.hourglass.engine.interpret;

import dev.hourglass.engine.Op;
import dev.hourglass.engine.RecurrenceLayout;
import dev.hourglass.engine.Tensor;
import java.util.List;

/** LSTM and GRU, row by row and step by step. */
final class RecurrentCells {
  private final RecurrenceLayout l;
  private final int width; // H
  private final int[] lengths;

  private RecurrentCells(RecurrenceLayout layout, List<double[]> inputs) {
    this.l = layout;
    this.width = layout.hidden();
    this.lengths = new int[layout.batch()];
    for (int b = 0; b < lengths.length; b++) {
      lengths[b] = layout.op().lengths() ? (int) inputs.getLast()[b] : layout.steps();
      if (lengths[b] < 0 || lengths[b] > layout.steps()) {
        throw new IndexOutOfBoundsException(
            "a row of length %d among %d steps".formatted(lengths[b], layout.steps()));
      }
    }
  }

  static double[] forward(Op.Recurrent op, Tensor t, List<double[]> in, double[] y) {
    RecurrentCells cells = new RecurrentCells(RecurrenceLayout.of(t), in);
    RecurrenceLayout l = cells.l;
    boolean lstm = op.cell() == Op.Cell.LSTM;
    int from = l.first() * l.state();
    System.arraycopy(in.get(lstm ? 3 : 4), 0, y, from, l.state());
    if (lstm) {
      System.arraycopy(in.get(4), 0, y, l.cells() + from, l.state());
    }
    int stride = t.input(0).dim(0) == 1 ? 0 : l.gates() * l.state();
    for (int i = 0; i < l.steps(); i++) {
      int step = l.step(i);
      for (int b = 0; b < l.batch(); b++) {
        double[] hidden = cells.hidden(y, step, b, in.get(1));
        double[] x = cells.biased(in.get(0), step * stride + b * in.get(2).length, in.get(2));
        for (int j = 0; j < cells.width; j++) {
          if (step >= cells.lengths[b]) {
            cells.stand(y, step, b, j);
          } else if (lstm) {
            cells.lstm(y, step, b, j, hidden, x);
          } else {
            cells.gru(y, step, b, j, hidden, x, in.get(3));
          }
        }
      }
    }
    return y;
  }

  private int hiddenAt(int slot, int b, int j) {
    return slot * l.state() + b * width + j;
  }

  private int keptAt(int step, int b, int gate, int j) {
    return l.kept() + ((step * l.batch() + b) * RecurrenceLayout.KEPT + gate) * width + j;
  }

  /** h times the weight: the hidden side of the gates. */
  private double[] hidden(double[] y, int step, int b, double[] weight) {
    double[] sums = new double[l.gates() * width];
    for (int g = 0; g < sums.length; g++) {
      for (int k = 0; k < width; k++) {
        sums[g] += y[hiddenAt(l.before(step), b, k)] * weight[k * sums.length + g];
      }
    }
    return sums;
  }

  private double[] biased(double[] projected, int at, double[] bias) {
    double[] sums = bias.clone();
    for (int g = 0; g < sums.length; g++) {
      sums[g] += projected[at + g];
    }
    return sums;
  }

  private void stand(double[] y, int step, int b, int j) {
    y[hiddenAt(l.after(step), b, j)] = y[hiddenAt(l.before(step), b, j)];
    if (l.lstm()) {
      y[l.cells() + hiddenAt(l.after(step), b, j)] = y[l.cells() + hiddenAt(l.before(step), b, j)];
    }
  }

  private void lstm(double[] y, int step, int b, int j, double[] hidden, double[] x) {
    double i = sigmoid(x[j] + hidden[j]);
    double f = sigmoid(x[width + j] + hidden[width + j]);
    double g = Math.tanh(x[2 * width + j] + hidden[2 * width + j]);
    double o = sigmoid(x[3 * width + j] + hidden[3 * width + j]);
    double c = f * y[l.cells() + hiddenAt(l.before(step), b, j)] + i * g;
    y[l.cells() + hiddenAt(l.after(step), b, j)] = c;
    y[hiddenAt(l.after(step), b, j)] = o * Math.tanh(c);
    keep(y, step, b, j, i, f, g, o);
  }

  private void gru(double[] y, int step, int b, int j, double[] hidden, double[] x, double[] bias) {
    double r = sigmoid(x[j] + hidden[j]);
    double z = sigmoid(x[width + j] + hidden[width + j]);
    double side = hidden[2 * width + j] + bias[j];
    double n = Math.tanh(x[2 * width + j] + r * side);
    double h = y[hiddenAt(l.before(step), b, j)];
    y[hiddenAt(l.after(step), b, j)] = (1 - z) * n + z * h;
    keep(y, step, b, j, r, z, n, side);
  }

  private void keep(double[] y, int step, int b, int j, double... values) {
    for (int gate = 0; gate < values.length; gate++) {
      y[keptAt(step, b, gate, j)] = values[gate];
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  static double[] backward(Op.RecurrentGradient op, Tensor t, List<double[]> in, double[] d) {
    RecurrenceLayout l = RecurrenceLayout.of(t.input(0));
    RecurrentCells cells = new RecurrentCells(l, in);
    int next = op.outputs() ? 3 : 2;
    double[] dh = in.get(next).clone();
    double[] dc = l.lstm() ? in.get(next + 1).clone() : new double[0];
    for (int i = l.steps() - 1; i >= 0; i--) {
      int step = l.step(i);
      for (int b = 0; b < l.batch(); b++) {
        for (int j = 0; j < cells.width; j++) {
          int at = b * cells.width + j;
          dh[at] += op.outputs() ? in.get(2)[step * l.state() + at] : 0;
        }
        if (step < cells.lengths[b]) {
          cells.backward(in.get(0), in.get(1), step, b, dh, dc, d);
        }
      }
    }
    System.arraycopy(dh, 0, d, l.initialHidden(), dh.length);
    System.arraycopy(dc, 0, d, l.initialCell(), dc.length);
    return d;
  }

  /** One row of one step: from d(state after it) to d(state before it), in place. */
  private void backward(
      double[] y, double[] transposed, int step, int b, double[] dh, double[] dc, double[] d) {
    int columns = l.gates() * width;
    int gates = (step * l.batch() + b) * columns;
    for (int j = 0; j < width; j++) {
      int at = b * width + j;
      if (l.lstm()) {
        dh[at] = lstmBack(y, step, b, j, dh[at], dc, d, gates);
      } else {
        dh[at] = gruBack(y, step, b, j, dh[at], d, gates);
      }
    }
    for (int g = 0; g < columns; g++) {
      d[l.sums() + b * columns + g] += d[gates + g];
    }
    for (int j = 0; j < width; j++) {
      for (int g = 0; g < columns; g++) {
        dh[b * width + j] += d[l.hiddenGates() + gates + g] * transposed[g * width + j];
      }
    }
  }

  /** Returns the part of d(h before) that does not go through the weight. */
  private double lstmBack(
      double[] y, int step, int b, int j, double dh, double[] dc, double[] d, int gates) {
    double i = y[keptAt(step, b, 0, j)];
    double f = y[keptAt(step, b, 1, j)];
    double g = y[keptAt(step, b, 2, j)];
    double o = y[keptAt(step, b, 3, j)];
    double tc = Math.tanh(y[l.cells() + hiddenAt(l.after(step), b, j)]);
    int at = b * width + j;
    double dcell = dc[at] + dh * o * (1 - tc * tc);
    double before = y[l.cells() + hiddenAt(l.before(step), b, j)];
    d[gates + j] = dcell * g * i * (1 - i);
    d[gates + width + j] = dcell * before * f * (1 - f);
    d[gates + 2 * width + j] = dcell * i * (1 - g * g);
    d[gates + 3 * width + j] = dh * tc * o * (1 - o);
    dc[at] = dcell * f;
    return 0;
  }

  private double gruBack(double[] y, int step, int b, int j, double dh, double[] d, int gates) {
    double r = y[keptAt(step, b, 0, j)];
    double z = y[keptAt(step, b, 1, j)];
    double n = y[keptAt(step, b, 2, j)];
    double side = y[keptAt(step, b, 3, j)];
    double h = y[hiddenAt(l.before(step), b, j)];
    double dn = dh * (1 - z) * (1 - n * n);
    double dr = dn * side * r * (1 - r);
    double dz = dh * (h - n) * z * (1 - z);
    for (int start : new int[] {gates, l.hiddenGates() + gates}) {
      d[start + j] = dr;
      d[start + width + j] = dz;
    }
    d[gates + 2 * width + j] = dn;
    d[l.hiddenGates() + gates + 2 * width + j] = dn * r;
    return dh * z;
  }
}
