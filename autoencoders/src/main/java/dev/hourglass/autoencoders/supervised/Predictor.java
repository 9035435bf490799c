package dev.hourglass.autoencoders.supervised;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.engine.NDArray;

/** What a trained head says about rows. May be shared by threads, which then take turns. */
public final class Predictor {
  private final Autoencoder network;
  private final Targets targets;

  private Predictor(Autoencoder network, Targets targets) {
    this.network = network;
    this.targets = targets;
  }

  /**
   * The predictor of a network with a head.
   *
   * @throws IllegalArgumentException if it has none
   */
  public static Predictor of(Autoencoder network) {
    if (network.architecture() instanceof HeadSpec head) {
      return new Predictor(network, head.targets());
    }
    throw new IllegalArgumentException(
        "the model has no head that predicts anything; train one with labels");
  }

  /** Whether a network has a head. */
  public static boolean isOne(Autoencoder network) {
    return network.architecture() instanceof HeadSpec;
  }

  /** What is predicted. */
  public Targets targets() {
    return targets;
  }

  /**
   * Of rows [N, D] in the units of the data: probabilities of the classes, [N, K], or the quantity
   * in its own units, [N, 1].
   */
  public NDArray predict(NDArray rows) {
    NDArray said = network.reconstruct(rows);
    if (targets instanceof Targets.Quantity quantity) {
      float[] values = said.data();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) quantity.value(values[i]);
      }
    }
    return said;
  }

  /** The most probable class of each row of probabilities [N, K], from 0; the first of equals. */
  public static int[] mostProbable(NDArray probabilities) {
    int count = probabilities.shape().dim(1);
    int[] best = new int[probabilities.shape().dim(0)];
    for (int r = 0; r < best.length; r++) {
      for (int k = 1; k < count; k++) {
        float[] p = probabilities.data();
        best[r] = p[r * count + k] > p[r * count + best[r]] ? k : best[r];
      }
    }
    return best;
  }
}
