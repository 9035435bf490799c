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
 * Adam over windows of series. The points stay where they are: a step gets the numbers of the
 * points of its windows. Windows are drawn with replacement, so a step depends on the seed and its
 * number alone. A step allocates nothing.
 */
final class WindowTraining implements AutoCloseable {
  private static final int STARTS = (1 << 25) + 16;
  private static final Schedule SCHEDULE = new Schedule.Cosine(0);

  private final SeriesTrainingOptions options;
  private final double learningRate;
  private final int[] starts;
  private final int length;
  private final int[] rows;
  private final State state;
  private final Program program;
  private final Tensor theta;
  private final Tensor loss;
  private final UpdateRule rule;
  private final NDArray[] scalars;

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
    this.learningRate = network.learningRate();
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
    this.loss = network.loss(network.expected(seen), windows);
    this.theta = network.layout().theta();
    this.rule = Adam.of(learningRate).update(theta, network.layout().flatGradient(loss));
    List<Tensor> parameters = new ArrayList<>(rule.slots());
    parameters.add(theta);
    this.state = State.of(parameters);
    network.layout().initialise(state, options.seed());
    network.start(state.get(theta).data(), pca);
    this.program =
        Engines.compiled(options.threads())
            .compile(new Program.Spec(List.of(loss), rule.updates()), state);
    program.bind(all, points);
    program.bind(chosen, rows);
    this.scalars = new NDArray[rule.scalars().size()];
    for (int i = 0; i < scalars.length; i++) {
      scalars[i] = NDArray.scalar(0);
      program.bind(rule.scalars().get(i).input(), scalars[i]);
    }
  }

  /** Runs all steps and returns the weights. */
  float[] run() {
    for (long step = 1; step <= options.steps(); step++) {
      float value = step(step);
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "the loss became %s at step %d: look for huge numbers in the data"
                .formatted(value, step));
      }
    }
    return state.get(theta).data().clone();
  }

  private float step(long step) {
    for (int b = 0; b < rows.length / length; b++) {
      int start = starts[Threefry.below(starts.length, options.seed(), STARTS, step, b)];
      for (int i = 0; i < length; i++) {
        rows[b * length + i] = start + i;
      }
    }
    double rate = learningRate * SCHEDULE.factor(step, options.steps());
    for (int i = 0; i < scalars.length; i++) {
      scalars[i].data()[0] = (float) rule.scalars().get(i).value().at(step, rate);
    }
    program.run(options.seed(), step);
    return program.scalar(loss);
  }

  @Override
  public void close() {
    program.close();
  }
}
