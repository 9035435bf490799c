package dev.hourglass.tasks.variational;

import static dev.hourglass.engine.Tensors.gather;
import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.intInput;
import static dev.hourglass.engine.Tensors.randomNormal;

import dev.hourglass.autoencoders.optim.Clipping;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.random.Threefry;
import dev.hourglass.tasks.training.Descent;

/**
 * Adam on the negative evidence lower bound. Rows of a batch are drawn with replacement, so a step
 * depends on the seed and its number alone. A step allocates nothing.
 */
final class VariationalTraining implements AutoCloseable {
  private static final int ROWS = (1 << 25) + 2;

  private final VariationalOptions options;
  private final int count;
  private final int[] rows;
  private final Descent descent;

  /**
   * @param data [N, D] of mean 0 and variance 1 by column
   */
  VariationalTraining(VariationalNetwork network, VariationalOptions options, NDArray data) {
    this.options = options;
    this.count = data.shape().dim(0);
    this.rows = new int[Math.min(options.batchSize(), count)];
    Tensor all = input("data", data.shape().toArray());
    Tensor chosen = intInput("rows", rows.length);
    Tensor loss = network.loss(gather(all, chosen), randomNormal(0, rows.length, network.code()));
    Tensor gradient = new Clipping.ByGlobalNorm(1).apply(network.layout().flatGradient(loss));
    this.descent =
        new Descent(
            network.layout(),
            loss,
            gradient,
            new Descent.Pace(
                options.learningRate(), options.steps(), options.seed(), options.threads()));
    descent.program().bind(all, data);
    descent.program().bind(chosen, rows);
  }

  /** Runs all steps and returns the weights. */
  float[] run() {
    return descent.run(
        this::draw,
        (value, step) ->
            new IllegalStateException(
                "the evidence lower bound became %s at step %d: lower the learning rate"
                    .formatted(-value, step)));
  }

  private void draw(long step) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Threefry.below(count, options.seed(), ROWS, step, i);
    }
  }

  @Override
  public void close() {
    descent.close();
  }
}
