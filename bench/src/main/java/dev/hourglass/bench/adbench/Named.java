package dev.hourglass.bench.adbench;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.Detector;

/** A detector under another name. */
record Named(String id, Detector base) implements Detector {

  @Override
  public Fitted fit(NDArray rows) {
    return base.fit(rows);
  }
}
