package dev.hourglass.tasks.training;

import static dev.hourglass.engine.Tensors.gather;
import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.intInput;

import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.optim.Clipping;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.random.Threefry;
import java.util.function.UnaryOperator;

/**
 * A {@link Descent} over batches of rows that are drawn with replacement, so that a step depends on
 * the seed and its number alone. Gradients longer than 1 are shortened to 1.
 */
public final class RowDescent implements AutoCloseable {
  private static final int ROWS = (1 << 25) + 2;

  private final int count;
  private final int[] rows;
  private final long seed;
  private final Descent descent;

  /**
   * Compiles a step.
   *
   * @param data [N, D]
   * @param batchSize rows of a step, at most; N where there are fewer
   * @param loss of rows (B, D), a mean over them, rank 0
   */
  public RowDescent(
      ParameterLayout layout,
      NDArray data,
      int batchSize,
      UnaryOperator<Tensor> loss,
      Descent.Pace pace) {
    this.count = data.shape().dim(0);
    this.rows = new int[Math.min(batchSize, count)];
    this.seed = pace.seed();
    Tensor all = input("data", data.shape().toArray());
    Tensor chosen = intInput("rows", rows.length);
    Tensor mean = loss.apply(gather(all, chosen));
    Tensor gradient = new Clipping.ByGlobalNorm(1).apply(layout.flatGradient(mean));
    this.descent = new Descent(layout, mean, gradient, pace);
    descent.program().bind(all, data);
    descent.program().bind(chosen, rows);
  }

  /** The weights, live: at first what the layout begins with. */
  public float[] weights() {
    return descent.weights();
  }

  /** Takes all steps and returns the weights. */
  public float[] run(Descent.Failure failure) {
    return descent.run(this::draw, failure);
  }

  private void draw(long step) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Threefry.below(count, seed, ROWS, step, i);
    }
  }

  @Override
  public void close() {
    descent.close();
  }
}
