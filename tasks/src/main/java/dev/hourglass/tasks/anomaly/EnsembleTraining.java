package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.random.Threefry;
import dev.hourglass.tasks.baseline.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the members of an ensemble: each has one to three hidden layers on either side of its
 * code, the first of 32 to 128 neurons and each next half as wide, and a code of 2 to 16 numbers.
 * Rows are drawn with replacement, as many as there are, at most 20,000.
 */
record EnsembleTraining(ModelTraining training, AnomalyModel.Ensemble ensemble) {
  private static final int STREAM = (1 << 24) + 128;
  private static final int MOST_ROWS = 20_000;
  private static final int MOST_LAYERS = 3;
  private static final int[] WIDTH = {32, 128};
  private static final int[] CODE = {2, 16};

  EnsembleModel run() {
    List<AutoencoderModel> members = new ArrayList<>();
    double[] usual = new double[ensemble.members()];
    for (int m = 0; m < usual.length; m++) {
      Autoencoder model =
          Autoencoder.of(
              Networks.dense(training.train().shape().dim(1), widths(m), Activation.RELU));
      training.dense(
          model,
          rows(m),
          AnomalyModel.Dense.DEFAULTS.withEpochs(ensemble.epochs()),
          training.options().seed() + m);
      members.add(new AutoencoderModel(AnomalyModel.Dense.ID, model, false));
      usual[m] = training.usualScore(members.get(m));
    }
    return new EnsembleModel(members, usual);
  }

  private List<Integer> widths(int member) {
    int layers = 1 + draw(MOST_LAYERS, member, 0);
    int width = WIDTH[0] + draw(WIDTH[1] - WIDTH[0] + 1, member, 1);
    int code = CODE[0] + draw(CODE[1] - CODE[0] + 1, member, 2);
    List<Integer> widths = new ArrayList<>(List.of(code));
    for (int i = layers - 1; i >= 0; i--) { // the outermost last, and widest
      widths.addFirst(width >> i);
      widths.addLast(width >> i);
    }
    return widths;
  }

  private NDArray rows(int member) {
    int count = training.train().shape().dim(0);
    int[] drawn = new int[Math.min(count, MOST_ROWS)];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = Threefry.below(count, training.options().seed(), STREAM + 1 + member, member, i);
    }
    return Rows.choose(training.train(), drawn);
  }

  private int draw(int bound, int member, int number) {
    return Threefry.below(bound, training.options().seed(), STREAM, member, number);
  }
}
