package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.scheme.Adversary;
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
      measures.put("clean_error", MeanLoss.once(model, o, View.CLEAN, data));
    }
    if (model.family().corrupts()) {
      measures.put("noisy_error", MeanLoss.once(model, o, View.NOISY, data));
    }
    if (attacked) {
      measures.put("robust_error", MeanLoss.once(model, o, View.ATTACKED, data));
    }
    return measures;
  }
}
