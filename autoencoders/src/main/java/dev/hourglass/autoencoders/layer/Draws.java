package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.random.Threefry;

/**
 * Counter-based draws for the first values of one parameter. A draw depends only on the seed, the
 * stream and its index.
 *
 * @param stream 0, 1, ...: which parameter
 */
record Draws(long seed, int stream) {
  /** Keeps these streams apart from those of random tensors in a graph. */
  private static final int FIRST_STREAM = 1 << 28;

  /** Uniform in [0, 1). */
  double uniform(int index) {
    return Threefry.uniform(seed, FIRST_STREAM + stream, 0, index);
  }

  /** Standard normal (Box and Muller, 1958), from uniform draws 2 * index and 2 * index + 1. */
  double normal(int index) {
    double u = 1 - uniform(2 * index);
    double v = uniform(2 * index + 1);
    return Math.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * v);
  }
}
