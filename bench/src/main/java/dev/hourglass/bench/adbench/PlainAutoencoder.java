package dev.hourglass.bench.adbench;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.train.Trainer;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.anomaly.AnomalyModel;
import dev.hourglass.tasks.baseline.Detector;
import java.util.stream.IntStream;

/**
 * The reconstruction error of a plain autoencoder of the shape, and as long trained, as {@code
 * --model dense}.
 */
record PlainAutoencoder(long seed, int threads) implements Detector {

  @Override
  public String id() {
    return "autoencoder";
  }

  @Override
  public Fitted fit(NDArray rows) {
    AnomalyModel.Dense usual = AnomalyModel.Dense.DEFAULTS;
    int[] widths =
        IntStream.concat(
                IntStream.of(rows.shape().dim(1)),
                usual.widths().stream().mapToInt(Integer::intValue))
            .toArray();
    Autoencoder model = Autoencoder.dense(widths).build();
    Trainer.of(model)
        .loss(Loss.MSE)
        .optimizer(Adam.of(1e-3))
        .batchSize(usual.batchSize())
        .epochs(usual.epochs())
        .seed(seed)
        .threads(threads)
        .fit(rows);
    model.threads(threads);
    return other -> errors(other, model.reconstruct(other));
  }

  private static double[] errors(NDArray rows, NDArray back) {
    int columns = rows.shape().dim(1);
    double[] errors = new double[rows.shape().dim(0)];
    for (int i = 0; i < rows.data().length; i++) {
      double difference = (double) rows.data()[i] - back.data()[i];
      errors[i / columns] += difference * difference / columns;
    }
    return errors;
  }
}
