package dev.hourglass.tasks.variational;

import static dev.hourglass.engine.Tensors.gather;
import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.intInput;
import static dev.hourglass.engine.Tensors.randomNormal;

import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.optim.Clipping;
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
 * Adam on the negative evidence lower bound. Rows of a batch are drawn with replacement, so a step
 * depends on the seed and its number alone. A step allocates nothing.
 */
final class VariationalTraining implements AutoCloseable {
  private static final int ROWS = (1 << 25) + 2;

  private final VariationalOptions options;
  private final int count;
  private final int[] rows;
  private final Tensor theta;
  private final State state;
  private final Program program;
  private final Tensor loss;
  private final UpdateRule rule;
  private final NDArray[] scalars;
  private final Schedule schedule = new Schedule.Cosine(0);

  /**
   * @param data [N, D] of mean 0 and variance 1 by column
   */
  VariationalTraining(VariationalNetwork network, VariationalOptions options, NDArray data) {
    this.options = options;
    this.count = data.shape().dim(0);
    this.rows = new int[Math.min(options.batchSize(), count)];
    Tensor all = input("data", data.shape().toArray());
    Tensor chosen = intInput("rows", rows.length);
    this.loss = network.loss(gather(all, chosen), randomNormal(0, rows.length, network.code()));
    this.theta = network.layout().theta();
    Tensor gradient = new Clipping.ByGlobalNorm(1).apply(network.layout().flatGradient(loss));
    this.rule = Adam.of(options.learningRate()).update(theta, gradient);
    List<Tensor> parameters = new ArrayList<>(rule.slots());
    parameters.add(theta);
    this.state = State.of(parameters);
    network.layout().initialise(state, options.seed());
    this.program =
        Engines.compiled(options.threads())
            .compile(new Program.Spec(List.of(loss), rule.updates()), state);
    program.bind(all, data);
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
        throw new IllegalStateException(
            "the evidence lower bound became %s at step %d: lower the learning rate"
                .formatted(-value, step));
      }
    }
    return state.get(theta).data().clone();
  }

  private float step(long step) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Threefry.below(count, options.seed(), ROWS, step, i);
    }
    double rate = options.learningRate() * schedule.factor(step, options.steps());
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
