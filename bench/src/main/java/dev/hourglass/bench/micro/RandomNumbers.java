package dev.hourglass.bench.micro;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import java.util.SplittableRandom;

/** Numbers to work on. */
final class RandomNumbers {
  private RandomNumbers() {}

  /** Uniform between two bounds, the same for the same seed. */
  static NDArray between(double low, double high, Shape shape, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(low, high);
    }
    return new NDArray(shape, values);
  }
}
