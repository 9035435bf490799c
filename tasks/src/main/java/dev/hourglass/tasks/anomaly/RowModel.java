package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.denoising.DenoisingAutoencoder;
import dev.hourglass.tasks.denoising.DenoisingScore;

/** A trained model of standardised rows [N, D]. May be shared by threads. */
sealed interface RowModel {

  /** Each column's part of the score, [N * D]; the parts of a row add up to its score. */
  double[] parts(NDArray rows);

  /** What the model makes of the rows, [N, D]. */
  NDArray expected(NDArray rows);

  /** Mean squared reconstruction error of an autoencoder. */
  record Plain(Autoencoder model) implements RowModel {
    @Override
    public double[] parts(NDArray rows) {
      float[] back = model.reconstruct(rows).data();
      double[] parts = new double[back.length];
      int columns = rows.shape().dim(1);
      for (int i = 0; i < parts.length; i++) {
        double difference = (double) rows.data()[i] - back[i];
        parts[i] = difference * difference / columns;
      }
      return parts;
    }

    @Override
    public NDArray expected(NDArray rows) {
      return model.reconstruct(rows);
    }
  }

  /** Distances over noise levels. */
  record Denoising(DenoisingAutoencoder model, DenoisingScore score) implements RowModel {
    @Override
    public double[] parts(NDArray rows) {
      return score.columnParts(rows);
    }

    @Override
    public NDArray expected(NDArray rows) {
      return model.denoise(rows, model.options().noise().levels() / 2);
    }
  }
}
