package dev.hourglass.tasks.training;

import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.optim.Schedule;
import dev.hourglass.autoencoders.optim.UpdateRule;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Adam on a loss, with a rate that falls to 0 along a cosine. A step depends on the seed and its
 * number alone, as far as what is drawn for it does, and allocates nothing.
 */
public final class Descent implements AutoCloseable {
  private static final Schedule SCHEDULE = new Schedule.Cosine(0);

  /**
   * How far and how fast.
   *
   * @param rate of Adam at first
   * @param steps 1 or more
   * @param seed of the random numbers in the graph
   * @param threads to use; no result depends on it
   */
  public record Pace(double rate, int steps, long seed, int threads) {}

  /** What to throw for a loss that is no finite number. */
  @FunctionalInterface
  public interface Failure {
    RuntimeException of(float loss, long step);
  }

  private final Pace pace;
  private final Tensor theta;
  private final Tensor loss;
  private final State state;
  private final UpdateRule rule;
  private final Program program;
  private final NDArray[] scalars;

  /**
   * Compiles a step.
   *
   * @param gradient of the loss, laid out as the parameters
   */
  public Descent(ParameterLayout layout, Tensor loss, Tensor gradient, Pace pace) {
    this.pace = pace;
    this.theta = layout.theta();
    this.loss = loss;
    this.rule = Adam.of(pace.rate()).update(theta, gradient);
    List<Tensor> parameters = new ArrayList<>(rule.slots());
    parameters.add(theta);
    this.state = State.of(parameters);
    layout.initialise(state, pace.seed());
    this.program =
        Engines.compiled(pace.threads())
            .compile(new Program.Spec(List.of(loss), rule.updates()), state);
    this.scalars = new NDArray[rule.scalars().size()];
    for (int i = 0; i < scalars.length; i++) {
      scalars[i] = NDArray.scalar(0);
      program.bind(rule.scalars().get(i).input(), scalars[i]);
    }
  }

  /** To bind what the loss reads. */
  public Program program() {
    return program;
  }

  /** The weights, live: at first what the layout begins with. */
  public float[] weights() {
    return state.get(theta).data();
  }

  /**
   * Takes all steps and returns the weights.
   *
   * @param draw writes what a step reads, given its number from 1
   */
  public float[] run(LongConsumer draw, Failure failure) {
    for (long step = 1; step <= pace.steps(); step++) {
      draw.accept(step);
      double rate = pace.rate() * SCHEDULE.factor(step, pace.steps());
      for (int i = 0; i < scalars.length; i++) {
        scalars[i].data()[0] = (float) rule.scalars().get(i).value().at(step, rate);
      }
      program.run(pace.seed(), step);
      float value = program.scalar(loss);
      if (!Float.isFinite(value)) {
        throw failure.of(value, step);
      }
    }
    return weights().clone();
  }

  @Override
  public void close() {
    program.close();
  }
}
