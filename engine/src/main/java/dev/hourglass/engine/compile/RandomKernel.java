package dev.hourglass.engine.compile;

import dev.hourglass.engine.random.Threefry;
import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;

/** Uniform draws; each depends on the seed, the step, the stream and its own index. */
record RandomKernel(int stream, Place to, Moment moment) implements Kernel {

  /** The seed and step of the run in progress. */
  static final class Moment {
    long seed;
    long step;
  }

  @Override
  public void run(int part, int parts) {
    float[] b = to.memory().floats();
    for (int i = Kernel.start(to.size(), part, parts);
        i < Kernel.start(to.size(), part + 1, parts);
        i++) {
      b[to.offset() + i] = Threefry.uniform(moment.seed, stream, moment.step, i);
    }
  }
}
