package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.Neighbours;
import dev.hourglass.tasks.denoising.DenoisingAutoencoder;
import dev.hourglass.tasks.denoising.DenoisingScore;

/** A trained model of standardised rows [N, D]. May be shared by threads. */
sealed interface RowModel {

  /** How many nearest reference rows {@link #parts} looks at. */
  default int neighbours() {
    return 0;
  }

  /**
   * Each column's part of the score, [N * D]; the parts of a row add up to its score.
   *
   * @param nearest so many reference rows of each row, or more
   */
  double[] parts(NDArray rows, Neighbours nearest);

  /** What the model makes of the rows, [N, D]. */
  NDArray expected(NDArray rows);

  /**
   * Mean reconstruction error of an autoencoder.
   *
   * @param absolute whether differences count as they are, and not squared
   */
  record Plain(Autoencoder model, boolean absolute) implements RowModel {
    @Override
    public double[] parts(NDArray rows, Neighbours nearest) {
      float[] back = model.reconstruct(rows).data();
      double[] parts = new double[back.length];
      int columns = rows.shape().dim(1);
      for (int i = 0; i < parts.length; i++) {
        double difference = (double) rows.data()[i] - back[i];
        parts[i] = (absolute ? Math.abs(difference) : difference * difference) / columns;
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
    public double[] parts(NDArray rows, Neighbours nearest) {
      return score.columnParts(rows);
    }

    @Override
    public NDArray expected(NDArray rows) {
      return model.denoise(rows, model.options().noise().levels() / 2);
    }
  }

  /**
   * How badly a row is rebuilt together with how far from the training rows it lies: sqrt(e / usual
   * e) * d / usual d, with e the score of an autoencoder and d the distance to the k-th nearest
   * reference row. The order is that of {@code Blended}; a usual row has about 1. A column's part
   * is the score times the mean of its shares of e and of d².
   *
   * @param k 1 or more
   * @param usualError median e of held-out rows, above 0
   * @param usualDistance median d of held-out rows, above 0
   */
  record Blend(RowModel base, Reference reference, int k, double usualError, double usualDistance)
      implements RowModel {
    /** Below this share of its median a score says no more. */
    private static final double FLOOR = 0.01;

    @Override
    public int neighbours() {
      return k;
    }

    @Override
    public double[] parts(NDArray rows, Neighbours nearest) {
      int columns = rows.shape().dim(1);
      double[] parts = base.parts(rows, nearest);
      for (int i = 0; i < nearest.rows(); i++) {
        blend(rows.data(), i * columns, columns, nearest, i, parts);
      }
      return parts;
    }

    private void blend(
        float[] rows, int first, int columns, Neighbours nearest, int row, double[] parts) {
      int last = Math.min(k, nearest.k()) - 1;
      float[] other = reference.rows().data();
      int otherFirst = nearest.index(row, last) * columns;
      double distance = nearest.distance(row, last);
      double error = 0;
      for (int j = first; j < first + columns; j++) {
        error += parts[j];
      }
      double score = Math.sqrt(error / usualError + FLOOR) * (distance / usualDistance + FLOOR);
      for (int j = 0; j < columns; j++) {
        double difference = (double) rows[first + j] - other[otherFirst + j];
        double ofError = error > 0 ? parts[first + j] / error : 1.0 / columns;
        double ofDistance =
            distance > 0 ? difference * difference / (distance * distance) : ofError;
        parts[first + j] = score * (ofError + ofDistance) / 2;
      }
    }

    @Override
    public NDArray expected(NDArray rows) {
      return base.expected(rows);
    }
  }
}
