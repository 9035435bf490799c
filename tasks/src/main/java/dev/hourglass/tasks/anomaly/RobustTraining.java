package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.robust.Robust;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.random.Threefry;
import dev.hourglass.tasks.baseline.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trains the members of a robust detector: D-32-8-32-D with hyperbolic tangents, each from other
 * rows. Why these settings: {@code docs/results.md}.
 */
record RobustTraining(ModelTraining training, AnomalyModel.Robust robust) {
  private static final int STREAM = (1 << 24) + 2048;
  private static final List<Integer> WIDTHS = List.of(32, 8, 32);
  private static final double RATE = 3e-3;

  RobustModel run() {
    MedianScale scale = MedianScale.fit(training.train());
    NDArray rows = scale.applied(training.train());
    NDArray heldOut = scale.applied(training.heldOut());
    List<AutoencoderModel> members = new ArrayList<>();
    double[] usual = new double[robust.members()];
    for (int m = 0; m < usual.length; m++) {
      members.add(new AutoencoderModel(AnomalyModel.Robust.ID, member(rows, m), true));
      usual[m] = ModelTraining.usualScore(members.get(m), heldOut);
    }
    return new RobustModel(scale, new EnsembleModel(members, usual));
  }

  private Autoencoder member(NDArray rows, int member) {
    NDArray seen = seen(rows, member);
    Autoencoder model = Autoencoder.of(network(rows.shape().dim(1)), new Robust(0, robust.trim()));
    training
        .trainer(model, Loss.MAE, RATE, training.options().seed() + member)
        .batchSize(seen.shape().dim(0))
        .epochs(robust.steps())
        .fit(seen);
    model.threads(training.options().threads());
    return model;
  }

  static DenseSpec network(int columns) {
    return Networks.dense(columns, WIDTHS, Activation.TANH);
  }

  /** Some rows, each at most once: the first of a Fisher and Yates shuffle (Durstenfeld, 1964). */
  private NDArray seen(NDArray rows, int member) {
    int count = rows.shape().dim(0);
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    int[] drawn = new int[Math.min(count, robust.rows())];
    for (int i = 0; i < drawn.length; i++) {
      int j = i + Threefry.below(count - i, training.options().seed(), STREAM + member, 0, i);
      drawn[i] = order[j];
      order[j] = order[i];
    }
    return Rows.choose(rows, drawn);
  }
}
