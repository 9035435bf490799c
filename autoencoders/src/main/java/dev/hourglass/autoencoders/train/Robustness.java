package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.scheme.Adversary;
import dev.hourglass.engine.NDArray;

/**
 * How a trained model bears attacks on its rows.
 *
 * @param cleanError the loss of the rows as they are
 * @param robustError the loss between the rows and what the model makes of them under attack
 */
public record Robustness(double cleanError, double robustError) {

  /**
   * Measures both.
   *
   * @param loss what the attack makes large, and what is measured
   * @param rows [N, D], in the units of the data; the attack is in the scale of the model
   * @throws IllegalArgumentException if the model does not fit the rows, or has a head
   */
  public static Robustness of(
      Autoencoder model, Loss loss, Adversary adversary, NDArray rows, int threads) {
    TrainOptions options =
        Trainer.of(model).loss(loss).adversary(adversary).threads(threads).options();
    TrainingData checked =
        TrainingData.prepare(options, model.architecture(), Examples.toReconstruct(rows), null);
    Examples scaled = Examples.toReconstruct(model.preprocessing().applied(rows));
    TrainingData data =
        new TrainingData(
            scaled, checked.trainRows(), scaled, checked.trainRows(), model.preprocessing());
    return new Robustness(
        MeanLoss.once(model, options, View.CLEAN, data),
        MeanLoss.once(model, options, View.ATTACKED, data));
  }
}
