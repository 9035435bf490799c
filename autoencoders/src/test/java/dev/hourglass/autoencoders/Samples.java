package dev.hourglass.autoencoders;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.train.Trainer;
import dev.hourglass.autoencoders.train.TrainingListener;
import dev.hourglass.autoencoders.train.TrainingRun;
import dev.hourglass.engine.NDArray;
import java.util.Random;

/** Small data and models for tests. */
public final class Samples {
  private Samples() {}

  /** Rows [n, d] that lie near a plane, with noise. */
  public static NDArray nearPlane(int n, int d, double noise, long seed) {
    Random random = new Random(seed);
    float[] data = new float[n * d];
    for (int i = 0; i < n; i++) {
      double u = random.nextGaussian();
      double v = random.nextGaussian();
      for (int j = 0; j < d; j++) {
        data[i * d + j] =
            (float) (u * Math.sin(j + 1) + v * Math.cos(2 * j) + noise * random.nextGaussian());
      }
    }
    return NDArray.of(data, n, d);
  }

  /** Widths 6, 4, 2, 4, 6. */
  public static Autoencoder model() {
    return Autoencoder.dense(6, 4, 2)
        .activation(Activation.TANH)
        .latentActivation(Activation.LINEAR)
        .build();
  }

  /** A run over 50 rows in batches of 16 (a short last one), on one thread. */
  public static Trainer trainer(Autoencoder model) {
    return Trainer.of(model).optimizer(Adam.of(0.01)).batchSize(16).epochs(4).seed(7).threads(1);
  }

  /** A trained model, 4 epochs. */
  public static TrainingRun run() {
    return trainer(model()).fit(nearPlane(50, 6, 0.05, 1));
  }

  /** Ends a run after so many steps. */
  public static TrainingListener cancelAfter(int steps) {
    return new TrainingListener() {
      private int asked;

      @Override
      public boolean cancelled() {
        return ++asked > steps;
      }
    };
  }
}
