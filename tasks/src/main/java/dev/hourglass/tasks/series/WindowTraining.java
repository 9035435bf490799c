package dev.hourglass.tasks.series;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.gather;
import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.intInput;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.randomNormal;
import static dev.hourglass.engine.Tensors.reshape;

import dev.hourglass.autoencoders.baseline.Pca;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.random.Threefry;
import dev.hourglass.tasks.training.Descent;

/**
 * Adam over windows of series. The points stay where they are: a step gets the numbers of the
 * points of its windows. Windows are drawn with replacement, so a step depends on the seed and its
 * number alone. A step allocates nothing.
 */
final class WindowTraining implements AutoCloseable {
  private static final int STARTS = (1 << 25) + 16;

  private final SeriesTrainingOptions options;
  private final int[] starts;
  private final int length;
  private final int[] rows;
  private final Descent descent;

  /**
   * Prepares training.
   *
   * @param points of all series, one behind the other, [T, C]
   * @param starts of the windows that may be learned from
   * @param pca of some of them, with as many components as the network's code
   */
  WindowTraining(
      WindowNetwork network,
      NDArray points,
      int[] starts,
      int length,
      Pca pca,
      SeriesTrainingOptions options) {
    this.options = options;
    this.starts = starts;
    this.length = length;
    int batch = options.batchSize();
    this.rows = new int[batch * length];
    Tensor all = input("points", points.shape().toArray());
    Tensor chosen = intInput("rows", rows.length);
    Tensor windows = reshape(gather(all, chosen), batch, length * points.shape().dim(1));
    Tensor seen = windows;
    if (network.noise() > 0) {
      Tensor noise = randomNormal(0, windows.shape().toArray());
      seen = add(windows, mul(fill(network.noise()), noise));
    }
    Tensor loss = network.loss(network.expected(seen), windows);
    this.descent =
        new Descent(
            network.layout(),
            loss,
            network.layout().flatGradient(loss),
            new Descent.Pace(
                network.learningRate(), options.steps(), options.seed(), options.threads()));
    network.start(descent.weights(), pca);
    descent.program().bind(all, points);
    descent.program().bind(chosen, rows);
  }

  /** Runs all steps and returns the weights. */
  float[] run() {
    return descent.run(
        this::draw,
        (value, step) ->
            new IllegalArgumentException(
                "the loss became %s at step %d: look for huge numbers in the data"
                    .formatted(value, step)));
  }

  private void draw(long step) {
    for (int b = 0; b < rows.length / length; b++) {
      int start = starts[Threefry.below(starts.length, options.seed(), STARTS, step, b)];
      for (int i = 0; i < length; i++) {
        rows[b * length + i] = start + i;
      }
    }
  }

  @Override
  public void close() {
    descent.close();
  }
}
