package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * For each window, the value that stands where the window's number is largest. Parts own rows of
 * the output; vectors lie along the channels.
 */
record MaxPoolKernel(WindowWalk walk, Place from, Place values, Place to) implements Kernel {

  @Override
  public void run(int part, int parts) {
    float[] a = from.memory().floats();
    float[] v = values.memory().floats();
    float[] b = to.memory().floats();
    int units = walk.batch() * walk.outputHeight();
    int width = walk.outputWidth();
    for (int u = Kernel.start(units, part, parts); u < Kernel.start(units, part + 1, parts); u++) {
      for (int j = 0; j < width; j++) {
        window(a, v, b, u, j, to.offset() + (u * width + j) * walk.channels());
      }
    }
  }

  private void window(float[] a, float[] v, float[] b, int row, int column, int target) {
    int first = walk.first(row, column);
    int columns = walk.columns(column);
    int count = columns * walk.rows(row);
    int c = 0;
    for (; c <= walk.channels() - Species.LENGTH; c += Species.LENGTH) {
      vector(a, v, b, first + c, columns, count, target + c);
    }
    for (; c < walk.channels(); c++) {
      one(a, v, b, first + c, columns, count, target + c);
    }
  }

  private void vector(float[] a, float[] v, float[] b, int at, int columns, int count, int target) {
    int p = at + from.offset();
    int q = at + values.offset();
    FloatVector best = FloatVector.fromArray(Species.F, a, p);
    FloatVector value = FloatVector.fromArray(Species.F, v, q);
    int column = 1;
    int step = walk.channels();
    int wrap = walk.wrap(columns);
    for (int k = 1; k < count; k++, column++) {
      int move = step;
      if (column == columns) {
        column = 0;
        move += wrap;
      }
      p += move;
      q += move;
      FloatVector x = FloatVector.fromArray(Species.F, a, p);
      VectorMask<Float> larger =
          x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
      best = best.blend(x, larger);
      value = value.blend(FloatVector.fromArray(Species.F, v, q), larger);
    }
    value.intoArray(b, target);
  }

  private void one(float[] a, float[] v, float[] b, int at, int columns, int count, int target) {
    int best = at;
    int p = at;
    int column = 1;
    for (int k = 1; k < count; k++, column++) {
      p += walk.channels();
      if (column == columns) {
        column = 0;
        p += walk.wrap(columns);
      }
      float x = a[from.offset() + p];
      if (x > a[from.offset() + best] || Float.isNaN(x)) {
        best = p;
      }
    }
    b[target] = v[values.offset() + best];
  }
}
