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

import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.optim.Schedule;
import dev.hourglass.autoencoders.optim.UpdateRule;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.random.Threefry;
import java.util.ArrayList;
import java.util.List;

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
  private final State state;
  private final Program program;
  private final Tensor loss;
  private final UpdateRule rule;
  private final NDArray[] scalars;
  private final Schedule schedule = new Schedule.Cosine(0);

  DenoisingTraining(
      DenoisingNetwork network, DenoisingOptions o, NDArray data, float[] startingWeights) {
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
    this.loss = meanAll(mul(weight, square(error)));
    Tensor theta = network.layout().theta();
    this.rule = Adam.of(o.learningRate()).update(theta, network.layout().flatGradient(loss));
    List<Tensor> parameters = new ArrayList<>(rule.slots());
    parameters.add(theta);
    this.state = State.of(parameters);
    System.arraycopy(startingWeights, 0, weights(theta), 0, startingWeights.length);
    this.program =
        Engines.compiled(o.threads())
            .compile(new Program.Spec(List.of(loss), rule.updates()), state);
    program.bind(all, data);
    program.bind(chosen, rows);
    program.bind(level, levels);
    this.scalars = new NDArray[rule.scalars().size()];
    for (int i = 0; i < scalars.length; i++) {
      scalars[i] = NDArray.scalar(0);
      program.bind(rule.scalars().get(i).input(), scalars[i]);
    }
  }

  private float[] weights(Tensor theta) {
    return state.get(theta).data();
  }

  /** Runs all steps and returns the weights. */
  float[] run(Tensor theta) {
    for (long step = 1; step <= options.steps(); step++) {
      float value = step(step);
      if (!Float.isFinite(value)) {
        throw new IllegalStateException(
            "the denoising loss became %s at step %d: lower the learning rate"
                .formatted(value, step));
      }
    }
    return weights(theta).clone();
  }

  private float step(long step) {
    long seed = options.seed();
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Threefry.below(count, seed, ROWS, step, i);
      levels[i] = Threefry.below(options.noise().levels(), seed, LEVELS, step, i);
    }
    double rate = options.learningRate() * schedule.factor(step, options.steps());
    for (int i = 0; i < scalars.length; i++) {
      scalars[i].data()[0] = (float) rule.scalars().get(i).value().at(step, rate);
    }
    program.run(seed, step);
    return program.scalar(loss);
  }

  @Override
  public void close() {
    program.close();
  }
}
