package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Autoencoder;

/**
 * All numbers of a model, as its layouts lay them out.
 *
 * @param theta what is learned, [P]
 * @param statistics what is kept beside it, [S], of length 0 where there is nothing
 */
record Weights(float[] theta, float[] statistics) {

  static Weights zeros(Autoencoder model) {
    int kept = model.statistics().map(layout -> layout.size()).orElse(0);
    return new Weights(new float[model.layout().size()], new float[kept]);
  }

  /** A copy of those that a model has. */
  static Weights of(Autoencoder model) {
    float[] kept =
        model
            .statistics()
            .map(s -> model.state().get(s.theta()).data().clone())
            .orElse(new float[0]);
    return new Weights(model.state().get(model.layout().theta()).data().clone(), kept);
  }

  /** Gives them to the model. */
  void copyTo(Autoencoder model) {
    model.weights(theta, statistics);
  }

  void copyTo(Weights other) {
    System.arraycopy(theta, 0, other.theta, 0, theta.length);
    System.arraycopy(statistics, 0, other.statistics, 0, statistics.length);
  }
}
