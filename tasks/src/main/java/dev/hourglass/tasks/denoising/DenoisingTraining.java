package dev.hourglass.tasks.denoising;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.constant;
import static dev.hourglass.engine.Tensors.div;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.gather;
import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.intInput;
import static dev.hourglass.engine.Tensors.meanAll;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.randomNormal;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.random.Threefry;
import dev.hourglass.tasks.training.Descent;

/**
 * Adam on the denoising loss: the squared error of the network's own output, which weighs all noise
 * levels alike. Rows and levels of a batch are drawn with replacement, so a step depends on the
 * seed and its number alone. A step allocates nothing.
 */
final class DenoisingTraining implements AutoCloseable {
  private static final int ROWS = 1 << 25;
  private static final int LEVELS = ROWS + 1;

  private final DenoisingOptions options;
  private final int count;
  private final int[] rows;
  private final int[] levels;
  private final Descent descent;

  DenoisingTraining(DenoisingNetwork network, DenoisingOptions o, NDArray data) {
    this.options = o;
    this.count = data.shape().dim(0);
    int batch = Math.min(o.batchSize(), count);
    this.rows = new int[batch];
    this.levels = new int[batch];
    Tensor all = input("data", data.shape().toArray());
    Tensor chosen = intInput("rows", batch);
    Tensor level = intInput("levels", batch);
    Tensor x = gather(all, chosen);
    int t = o.noise().levels();
    Tensor deviation = gather(constant(NDArray.of(o.noise().deviations(), t, 1)), level);
    Tensor embedding =
        gather(constant(NDArray.of(o.noise().embeddings(), t, NoiseSchedule.EMBEDDING)), level);
    Tensor noisy = add(x, mul(deviation, randomNormal(0, batch, data.shape().dim(1))));
    Tensor error = sub(network.denoise(noisy, deviation, embedding), x);
    Tensor weight = add(fill(1), div(fill(1), square(deviation))); // (1 + s²) / s²
    Tensor loss = meanAll(mul(weight, square(error)));
    this.descent =
        new Descent(
            network.layout(),
            loss,
            network.layout().flatGradient(loss),
            new Descent.Pace(o.learningRate(), o.steps(), o.seed(), o.threads()));
    descent.program().bind(all, data);
    descent.program().bind(chosen, rows);
    descent.program().bind(level, levels);
  }

  /** Runs all steps and returns the weights. */
  float[] run() {
    return descent.run(
        this::draw,
        (value, step) ->
            new IllegalStateException(
                "the denoising loss became %s at step %d: lower the learning rate"
                    .formatted(value, step)));
  }

  private void draw(long step) {
    long seed = options.seed();
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Threefry.below(count, seed, ROWS, step, i);
      levels[i] = Threefry.below(options.noise().levels(), seed, LEVELS, step, i);
    }
  }

  @Override
  public void close() {
    descent.close();
  }
}
