package dev.hourglass.bench;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.loss.Loss;
import java.util.Arrays;
import java.util.List;

/**
 * A dense network to be timed on synthetic rows in [0, 1), trained with Adam at 1e-3 or scored.
 *
 * @param name as on the command line
 * @param kind what is done with it
 * @param layers widths from input to output
 * @param rows in the data
 * @param batchSize rows per step unless the caller says otherwise
 */
record DenseWorkload(
    String name,
    Kind kind,
    List<Integer> layers,
    Activation activation,
    Activation outputActivation,
    Loss loss,
    int rows,
    int batchSize)
    implements Workload {

  /** What is timed. */
  enum Kind {
    /** Training steps. */
    TRAIN,
    /** Reconstruction and mean squared error of each row. */
    SCORE
  }

  /** All that have a name. */
  static final List<DenseWorkload> NETWORKS =
      List.of(
          train("dense-784-128-784", Activation.RELU, Activation.SIGMOID, Loss.BCE, 60_000),
          train("dense-784-128-64-128-784", Activation.RELU, Activation.SIGMOID, Loss.MSE, 60_000),
          train("dense-28-64-32-64-28", Activation.RELU, Activation.LINEAR, Loss.MSE, 200_000),
          train("linear-784-128-784", Activation.LINEAR, Activation.LINEAR, Loss.MSE, 60_000),
          train("dense-30-20-10-20-30", Activation.TANH, Activation.LINEAR, Loss.MSE, 1_000_000),
          new DenseWorkload(
              "score-784-128-784",
              Kind.SCORE,
              widths("score-784-128-784"),
              Activation.RELU,
              Activation.SIGMOID,
              Loss.BCE,
              60_000,
              1024));

  private static DenseWorkload train(
      String name, Activation hidden, Activation output, Loss loss, int rows) {
    return new DenseWorkload(name, Kind.TRAIN, widths(name), hidden, output, loss, rows, 256);
  }

  private static List<Integer> widths(String name) {
    return Arrays.stream(name.split("-", -1)).skip(1).map(Integer::valueOf).toList();
  }

  @Override
  public DenseWorkload with(int newRows, int newBatchSize) {
    return new DenseWorkload(
        name, kind, layers, activation, outputActivation, loss, newRows, newBatchSize);
  }

  /** The network, with weights of zero. */
  Autoencoder model() {
    return Autoencoder.dense(layers.stream().mapToInt(Integer::intValue).toArray())
        .activation(activation)
        .outputActivation(outputActivation)
        .build();
  }

  int inputWidth() {
    return layers.getFirst();
  }

  /**
   * Floating-point operations of the matrix products that a row needs. Scoring: 2 for each weight.
   * Training: 6 for each weight (the product itself and its two gradients), but 4 in the first
   * layer, where nobody needs the gradient of the input.
   */
  @Override
  public long flopsPerRow() {
    long weights = 0;
    for (int i = 1; i < layers.size(); i++) {
      weights += (long) layers.get(i - 1) * layers.get(i);
    }
    long first = (long) layers.get(0) * layers.get(1);
    return switch (kind) {
      case TRAIN -> 6 * weights - 2 * first;
      case SCORE -> 2 * weights;
    };
  }
}
