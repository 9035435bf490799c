package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;
import java.util.Arrays;

/** Writes one number everywhere. */
record FillKernel(Place to, float value) implements Kernel {
  @Override
  public void run(int part, int parts) {
    int begin = Kernel.start(to.size(), part, parts);
    int end = Kernel.start(to.size(), part + 1, parts);
    Arrays.fill(to.memory().floats(), to.offset() + begin, to.offset() + end, value);
  }
}
