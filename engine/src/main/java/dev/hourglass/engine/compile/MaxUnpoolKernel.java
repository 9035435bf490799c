package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Adds each window's value where the window's number is largest, windows in row-major order, zeros
 * elsewhere. Parts own pictures or, where there are few of them, channels; vectors lie along the
 * channels.
 */
record MaxUnpoolKernel(WindowWalk walk, Place from, Place values, Place to) implements Kernel {

  @Override
  public void run(int part, int parts) {
    boolean pictures = walk.batch() >= parts;
    int b0 = pictures ? Kernel.start(walk.batch(), part, parts) : 0;
    int b1 = pictures ? Kernel.start(walk.batch(), part + 1, parts) : walk.batch();
    int c0 = pictures ? 0 : Kernel.start(walk.channels(), part, parts);
    int c1 = pictures ? walk.channels() : Kernel.start(walk.channels(), part + 1, parts);
    int pixels = walk.height() * walk.width();
    int oh = walk.outputHeight();
    for (int b = b0; b < b1; b++) {
      clear(to.offset() + b * pixels * walk.channels(), pixels, c0, c1);
      for (int row = b * oh; row < (b + 1) * oh; row++) {
        for (int j = 0; j < walk.outputWidth(); j++) {
          window(row, j, c0, c1);
        }
      }
    }
  }

  private void clear(int start, int pixels, int c0, int c1) {
    float[] y = to.memory().floats();
    if (c1 - c0 == walk.channels()) {
      Arrays.fill(y, start, start + pixels * walk.channels(), 0f);
      return;
    }
    for (int p = 0; p < pixels; p++) {
      Arrays.fill(y, start + p * walk.channels() + c0, start + p * walk.channels() + c1, 0f);
    }
  }

  private void window(int row, int column, int c0, int c1) {
    int first = walk.first(row, column);
    int columns = walk.columns(column);
    int count = columns * walk.rows(row);
    int value = values.offset() + (row * walk.outputWidth() + column) * walk.channels();
    int c = c0;
    for (; c <= c1 - Species.LENGTH; c += Species.LENGTH) {
      vector(first + c, columns, count, value + c);
    }
    for (; c < c1; c++) {
      one(first + c, columns, count, value + c);
    }
  }

  /** First the place of the largest number in each lane, counted through the window; then adds. */
  private void vector(int at, int columns, int count, int value) {
    float[] a = from.memory().floats();
    float[] y = to.memory().floats();
    int step = walk.channels();
    int wrap = walk.wrap(columns);
    int p = at + from.offset();
    FloatVector best = FloatVector.fromArray(Species.F, a, p);
    FloatVector place = FloatVector.zero(Species.F);
    int column = 1;
    for (int k = 1; k < count; k++, column++) {
      p += step;
      if (column == columns) {
        column = 0;
        p += wrap;
      }
      FloatVector x = FloatVector.fromArray(Species.F, a, p);
      VectorMask<Float> larger =
          x.compare(VectorOperators.GT, best).or(x.compare(VectorOperators.NE, x));
      best = best.blend(x, larger);
      place = place.blend((float) k, larger);
    }
    FloatVector v = FloatVector.fromArray(Species.F, values.memory().floats(), value);
    int q = at + to.offset();
    column = 0;
    for (int k = 0; k < count; k++, column++) {
      if (column == columns) {
        column = 0;
        q += wrap;
      }
      FloatVector sum = FloatVector.fromArray(Species.F, y, q);
      sum.blend(sum.add(v), place.compare(VectorOperators.EQ, (float) k)).intoArray(y, q);
      q += step;
    }
  }

  private void one(int at, int columns, int count, int value) {
    float[] a = from.memory().floats();
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
    to.memory().floats()[to.offset() + best] += values.memory().floats()[value];
  }
}
