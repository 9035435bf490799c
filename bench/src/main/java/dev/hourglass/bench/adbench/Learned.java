package dev.hourglass.bench.adbench;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.anomaly.AnomalyDetector;
import dev.hourglass.tasks.anomaly.AnomalyModel;
import dev.hourglass.tasks.anomaly.AnomalyOptions;
import dev.hourglass.tasks.baseline.Detector;

/** A model as the anomaly detector has it: a fifth of the rows says what is usual. */
record Learned(AnomalyModel model, long seed, int threads) implements Detector {

  @Override
  public String id() {
    return model.id();
  }

  @Override
  public Fitted fit(NDArray rows) {
    AnomalyOptions options =
        AnomalyOptions.DEFAULTS.withModel(model).withSeed(seed).withThreads(threads);
    return AnomalyDetector.fit(rows, options)::score;
  }
}
