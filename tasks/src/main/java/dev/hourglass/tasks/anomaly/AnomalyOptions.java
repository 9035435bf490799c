package dev.hourglass.tasks.anomaly;

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
    AnomalyModel model, double heldOut, Threshold threshold, long seed, int threads) {
  /** The denoising autoencoder with distances, a fifth held out, 1 % false alarms. */
  public static final AnomalyOptions DEFAULTS =
      new AnomalyOptions(
          AnomalyModel.Denoising.DEFAULTS.andDistance(),
          0.2,
          Threshold.falseAlarmRate(0.01),
          42,
          Runtime.getRuntime().availableProcessors());

  public AnomalyOptions {
    if (!(heldOut > 0 && heldOut <= 0.5) || threads < 1) {
      throw new IllegalArgumentException(
          "needs a held-out share above 0 and up to 0.5 and a thread or more, got %s and %d"
              .formatted(heldOut, threads));
    }
  }

  /** The same with another model. */
  public AnomalyOptions withModel(AnomalyModel other) {
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
