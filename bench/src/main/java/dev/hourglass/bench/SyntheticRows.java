package dev.hourglass.bench;

import dev.hourglass.engine.NDArray;
import java.util.SplittableRandom;

/** Rows of independent numbers, uniform in [0, 1), the same for the same seed. */
final class SyntheticRows {
  private static final float UNIT = 0x1p-24f;

  private SyntheticRows() {}

  /** Rows [rows, width]. */
  static NDArray uniform(int rows, int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[Math.multiplyExact(rows, width)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (random.nextInt() >>> 8) * UNIT;
    }
    return NDArray.of(values, rows, width);
  }
}
