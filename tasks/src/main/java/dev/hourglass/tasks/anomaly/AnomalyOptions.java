package dev.hourglass.tasks.anomaly;

import dev.hourglass.engine.Op.Cell;
import dev.hourglass.tasks.denoising.DenoisingOptions;

/**
 * How an {@link AnomalyDetector} is made.
 *
 * @param model which model learns what is ordinary
 * @param heldOut share of the rows that calibrate and do not train, in (0, 0.5]; of many rows
 *     20,000
 * @param threshold from which score on a row is flagged
 * @param seed of everything random
 * @param threads to use; no result depends on it
 */
public record AnomalyOptions(
    Model model, double heldOut, Threshold threshold, long seed, int threads) {
  /** The denoising autoencoder with distances, a fifth held out, 1 % false alarms. */
  public static final AnomalyOptions DEFAULTS =
      new AnomalyOptions(
          new Model.Blend(DenoisingOptions.DEFAULTS, 5),
          0.2,
          Threshold.falseAlarmRate(0.01),
          42,
          Runtime.getRuntime().availableProcessors());

  /** What learns. */
  public sealed interface Model {
    /** What is added to the name of a model that looks at distances too. */
    String AND_DISTANCE = "-and-distance";

    /**
     * A denoising autoencoder together with the distance to the k-th nearest training row; seed and
     * threads are those of the detector.
     *
     * @param k 1 or more
     */
    record Blend(DenoisingOptions options, int k) implements Model {
      /** The name in texts and files. */
      public static final String ID = Denoising.ID + AND_DISTANCE;

      public Blend {
        if (k < 1) {
          throw new IllegalArgumentException("nearest rows: k must be 1 or more, got " + k);
        }
      }
    }

    /** A denoising autoencoder; seed and threads are those of the detector. */
    record Denoising(DenoisingOptions options) implements Model {
      /** The name in texts and files. */
      public static final String ID = "denoising";
    }

    /**
     * An autoencoder of dense layers, D - width - code - width - D with ReLU, trained by Adam on
     * the squared error.
     *
     * @param width neurons of the hidden layers
     * @param code numbers of the code
     * @param epochs passes over the rows
     */
    record Dense(int width, int code, int epochs) implements Model {
      /** The name in texts and files. */
      public static final String ID = "dense";
    }

    /**
     * A recurrent autoencoder that takes the columns of a row as the steps of a sequence, trained
     * by Adam on the absolute error, with a rate that falls to 0: for rows that are one measurement
     * over time each, such as heartbeats. All columns share one scale, so that the shape of a row
     * stays what it is. The score is the absolute error too.
     *
     * @param cell of encoder and decoder
     * @param hidden numbers of a state
     * @param code numbers of the code
     * @param epochs passes over the rows
     * @param k 0: the error alone counts; 1 or more: with the distance to the k-th nearest training
     *     row, as in {@link Blend}
     */
    record Recurrent(Cell cell, int hidden, int code, int epochs, int k) implements Model {
      /** The name of one of LSTMs in texts and files. */
      public static final String LSTM = "lstm";

      /** The name of one of GRUs in texts and files. */
      public static final String GRU = "gru";

      static String id(Cell cell) {
        return cell == Cell.LSTM ? LSTM : GRU;
      }
    }
  }

  public AnomalyOptions {
    if (!(heldOut > 0 && heldOut <= 0.5) || threads < 1) {
      throw new IllegalArgumentException(
          "needs a held-out share above 0 and up to 0.5 and a thread or more, got %s and %d"
              .formatted(heldOut, threads));
    }
  }

  /** The same with another model. */
  public AnomalyOptions withModel(Model other) {
    return new AnomalyOptions(other, heldOut, threshold, seed, threads);
  }

  /** The same with another threshold. */
  public AnomalyOptions withThreshold(Threshold other) {
    return new AnomalyOptions(model, heldOut, other, seed, threads);
  }

  /** The same with another seed. */
  public AnomalyOptions withSeed(long other) {
    return new AnomalyOptions(model, heldOut, threshold, other, threads);
  }

  /** The same with another number of threads. */
  public AnomalyOptions withThreads(int other) {
    return new AnomalyOptions(model, heldOut, threshold, seed, other);
  }
}
