package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;

/**
 * A kernel that belongs to one of {@value #COUNT} slices of a batch: the parts that have the
 * slice's rows do it, and the others nothing.
 */
record Slice(Kernel kernel, int index) implements Kernel {
  /** Fixed, whatever the number of threads: how sums are added up depends on it. */
  static final int COUNT = 4;

  @Override
  public void run(int part, int parts) {
    int first = first(index, parts);
    int sharers = sharers(index, parts);
    if (part >= first && part < first + sharers) {
      kernel.run(part - first, sharers);
    }
  }

  /** The first part that does the slice i. */
  private static int first(int i, int parts) {
    return parts < COUNT ? i * parts / COUNT : (i * parts + COUNT - 1) / COUNT;
  }

  /** How many parts do the slice i together. */
  static int sharers(int i, int parts) {
    return Math.max(1, first(i + 1, parts) - first(i, parts));
  }

  /** What its parts touch of a place. */
  Touch touch(Place place, int parts) {
    int[] from = new int[parts];
    int[] to = new int[parts];
    int first = first(index, parts);
    int sharers = sharers(index, parts);
    for (int p = first; p < first + sharers; p++) {
      from[p] = place.offset();
      to[p] = place.offset() + place.size();
    }
    return new Touch(place.memory(), from, to);
  }

  @Override
  public void refresh() {
    kernel.refresh();
  }

  @Override
  public String toString() {
    return kernel + " of slice " + index;
  }
}
