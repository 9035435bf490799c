package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;

/**
 * Marks the k largest numbers of each row of (rows, width), the first ones among equals. The target
 * row itself serves as a heap of the k largest so far, whose least comes first; so a row costs one
 * comparison per number and a few moves.
 */
record TopKKernel(int k, int width, Place from, Place to) implements Kernel {

  @Override
  public void run(int part, int parts) {
    int rows = to.size() / width;
    float[] a = from.memory().floats();
    float[] b = to.memory().floats();
    for (int r = Kernel.start(rows, part, parts); r < Kernel.start(rows, part + 1, parts); r++) {
      int source = from.offset() + r * width;
      int target = to.offset() + r * width;
      float least = leastKept(a, source, b, target);
      mark(a, source, b, target, least);
    }
  }

  /** The k-th largest number; leaves the k largest in the first k places of the target row. */
  private float leastKept(float[] a, int source, float[] b, int heap) {
    System.arraycopy(a, source, b, heap, k);
    for (int i = k / 2 - 1; i >= 0; i--) {
      sink(b, heap, i);
    }
    for (int i = k; i < width; i++) {
      if (a[source + i] > b[heap]) {
        b[heap] = a[source + i];
        sink(b, heap, 0);
      }
    }
    return b[heap];
  }

  private void sink(float[] b, int heap, int from) {
    float x = b[heap + from];
    int i = from;
    for (int child = 2 * i + 1; child < k; child = 2 * i + 1) {
      if (child + 1 < k && b[heap + child + 1] < b[heap + child]) {
        child++;
      }
      if (x <= b[heap + child]) {
        break;
      }
      b[heap + i] = b[heap + child];
      i = child;
    }
    b[heap + i] = x;
  }

  private void mark(float[] a, int source, float[] b, int target, float least) {
    int equals = 0;
    for (int i = 0; i < k; i++) {
      equals += b[target + i] == least ? 1 : 0;
    }
    for (int i = 0; i < width; i++) {
      float x = a[source + i];
      boolean kept = x > least || (x == least && equals-- > 0);
      b[target + i] = kept ? 1 : 0;
    }
  }
}
