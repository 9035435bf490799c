package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.scheme.Adversary;
import dev.hourglass.engine.Engine;
import dev.hourglass.engine.Engines;
import java.util.Map;
import java.util.TreeMap;

/**
 * What training reports beside its curves, on the validation rows, or the training rows where there
 * are none: the loss of clean rows, under the family's own noise, and under attack. The noise is
 * the same whenever a run of the same seed is measured.
 */
final class Measures {
  private Measures() {}

  static Map<String, Double> of(Autoencoder model, TrainOptions o, TrainingData data) {
    Map<String, Double> measures = new TreeMap<>();
    boolean attacked = !o.adversary().equals(Adversary.NONE);
    if (attacked || model.family().corrupts()) {
      measures.put("clean_error", loss(model, o, data, View.CLEAN));
    }
    if (model.family().corrupts()) {
      measures.put("noisy_error", loss(model, o, data, View.NOISY));
    }
    if (attacked) {
      measures.put("robust_error", loss(model, o, data, View.ATTACKED));
    }
    return measures;
  }

  private static double loss(Autoencoder model, TrainOptions o, TrainingData data, View view) {
    Engine engine = Engines.compiled(o.threads());
    try (MeanLoss loss = MeanLoss.of(model, o, view, data, model.state(), engine)) {
      return loss.value().orElse(Double.NaN);
    }
  }
}
