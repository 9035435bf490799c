package dev.hourglass.engine.compile;

/**
 * The fixed tree of a row reduction. Number c of a row goes to virtual lane c mod {@value #LANES};
 * a lane combines its numbers in order; the lanes are then combined in halves: lane i with lane i +
 * 8, then i + 4, i + 2, i + 1. The hardware's lane count does not appear.
 */
final class RowSum {
  static final int LANES = 16;

  private RowSum() {}

  /** Combines the lanes in {@code lanes[at, at + 16)}, which it overwrites. */
  static float sum(float[] lanes, int at) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[at + i] += lanes[at + i + half];
      }
    }
    return lanes[at];
  }

  static float max(float[] lanes, int at) {
    float best = lanes[at];
    for (int i = 1; i < LANES; i++) {
      best = Math.max(best, lanes[at + i]);
    }
    return best;
  }

  static float min(float[] lanes, int at) {
    float best = lanes[at];
    for (int i = 1; i < LANES; i++) {
      best = Math.min(best, lanes[at + i]);
    }
    return best;
  }
}
