package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;
import java.util.Arrays;

/**
 * How rows are dealt to the parts of a kernel. All kernels over as many rows deal them alike, so
 * that a thread goes on with the rows that it has computed, and waits for nobody.
 */
record RowParts(int[] starts) {
  /** Rows that stay together where there are many: those of a product's largest tile. */
  static final int UNIT = 8;

  /**
   * @param least rows that must stay together
   */
  static RowParts of(int rows, int least, int parts) {
    int unit = UNIT % least == 0 && rows >= 2 * UNIT * parts ? UNIT : least;
    int units = (rows + unit - 1) / unit;
    int[] starts = new int[parts + 1];
    Arrays.setAll(starts, p -> Math.min(rows, Kernel.start(units, p, parts) * unit));
    return new RowParts(starts);
  }

  /** For kernels that are dealt otherwise: any part may touch any row. */
  static RowParts mixed(int parts) {
    int[] starts = new int[parts + 1];
    Arrays.fill(starts, -1);
    return new RowParts(starts);
  }

  /** A part's numbers of rows of such a width. */
  Touch of(Place place, int width) {
    if (starts[0] < 0) {
      return whole(place);
    }
    int[] bounds = Arrays.stream(starts).map(r -> place.offset() + r * width).toArray();
    int parts = starts.length - 1;
    return new Touch(
        place.memory(), Arrays.copyOf(bounds, parts), Arrays.copyOfRange(bounds, 1, parts + 1));
  }

  /** What all parts touch. */
  Touch whole(Place place) {
    int[] from = new int[starts.length - 1];
    int[] to = new int[starts.length - 1];
    Arrays.fill(from, place.offset());
    Arrays.fill(to, place.offset() + place.size());
    return new Touch(place.memory(), from, to);
  }
}
