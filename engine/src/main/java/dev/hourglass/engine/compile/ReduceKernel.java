package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op.Reduction;
import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;
import jdk.incubator.vector.FloatVector;

/**
 * Combines the middle axis of (outer, run, inner), number by number in order of the run; vectors
 * lie along the inner axis.
 */
record ReduceKernel(Reduction reduction, int outer, int run, int inner, Place from, Place to)
    implements Kernel {
  /** With so many blocks for each part these are dealt out, since they are read from end to end. */
  private static final int OUTER_PER_PART = 4;

  @Override
  public void run(int part, int parts) {
    int unit = Species.LENGTH;
    int units = (inner + unit - 1) / unit;
    boolean splitInner = units >= parts && outer < OUTER_PER_PART * parts;
    int c0 = splitInner ? Kernel.start(units, part, parts) * unit : 0;
    int c1 = splitInner ? Math.min(inner, Kernel.start(units, part + 1, parts) * unit) : inner;
    int o0 = splitInner ? 0 : Kernel.start(outer, part, parts);
    int o1 = splitInner ? outer : Kernel.start(outer, part + 1, parts);
    float[] a = from.memory().floats();
    float[] b = to.memory().floats();
    for (int o = o0; o < o1; o++) {
      int source = from.offset() + o * run * inner;
      int target = to.offset() + o * inner;
      int c = c0;
      if (reduction == Reduction.SUM) {
        for (; c + 4 * unit <= c1; c += 4 * unit) {
          sum4(a, source + c, b, target + c);
        }
        for (; c + unit <= c1; c += unit) {
          sum1(a, source + c, b, target + c);
        }
      }
      for (; c < c1; c++) {
        b[target + c] = one(a, source + c);
      }
    }
  }

  private void sum4(float[] a, int source, float[] b, int target) {
    int unit = Species.LENGTH;
    FloatVector s0 = FloatVector.zero(Species.F);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int at = source;
    for (int r = 0; r < run; r++) {
      s0 = s0.add(FloatVector.fromArray(Species.F, a, at));
      s1 = s1.add(FloatVector.fromArray(Species.F, a, at + unit));
      s2 = s2.add(FloatVector.fromArray(Species.F, a, at + 2 * unit));
      s3 = s3.add(FloatVector.fromArray(Species.F, a, at + 3 * unit));
      at += inner;
    }
    s0.intoArray(b, target);
    s1.intoArray(b, target + unit);
    s2.intoArray(b, target + 2 * unit);
    s3.intoArray(b, target + 3 * unit);
  }

  private void sum1(float[] a, int source, float[] b, int target) {
    FloatVector s = FloatVector.zero(Species.F);
    int at = source;
    for (int r = 0; r < run; r++) {
      s = s.add(FloatVector.fromArray(Species.F, a, at));
      at += inner;
    }
    s.intoArray(b, target);
  }

  private float one(float[] a, int source) {
    float x = reduction == Reduction.SUM ? 0f : a[source];
    for (int r = reduction == Reduction.SUM ? 0 : 1; r < run; r++) {
      float y = a[source + r * inner];
      x =
          switch (reduction) {
            case SUM -> x + y;
            case MAX -> Math.max(x, y);
            case MIN -> Math.min(x, y);
          };
    }
    return x;
  }
}
