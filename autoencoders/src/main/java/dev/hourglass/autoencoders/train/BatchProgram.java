package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.optim.ScalarInput;
import dev.hourglass.autoencoders.optim.UpdateRule;
import dev.hourglass.engine.Engine;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One training step over a fixed number of rows, compiled. Running it allocates nothing. */
final class BatchProgram implements AutoCloseable {
  private final Program program;
  private final int[] rows;
  private final Tensor loss;
  private final List<ScalarInput> scalars;
  private final float[][] scalarValues;

  private BatchProgram(Program program, int[] rows, Tensor loss, List<ScalarInput> scalars) {
    this.program = program;
    this.rows = rows;
    this.loss = loss;
    this.scalars = scalars;
    this.scalarValues = new float[scalars.size()][];
    for (int i = 0; i < scalars.size(); i++) {
      NDArray value = NDArray.scalar(0);
      scalarValues[i] = value.data();
      program.bind(scalars.get(i).input(), value);
    }
  }

  /** A step that updates theta, the slots and the statistics. */
  static BatchProgram training(
      Autoencoder model,
      TrainOptions o,
      Examples data,
      int count,
      List<Tensor> slots,
      State state,
      Engine engine) {
    Batch batch = Batch.training(model, o, data, count);
    Tensor gradient = o.clipping().apply(batch.gradient(model, o));
    UpdateRule rule = o.optimizer().update(model.layout().theta(), gradient, slots);
    Map<Tensor, Tensor> updates = new HashMap<>(rule.updates());
    updates.putAll(batch.pass().updates());
    Program program = engine.compile(new Program.Spec(List.of(batch.error()), updates), state);
    return bound(program, batch, data, rule.scalars());
  }

  /** The reconstruction error alone, of what is learned so far. */
  static BatchProgram evaluation(
      Autoencoder model,
      TrainOptions o,
      View view,
      Examples data,
      int count,
      State state,
      Engine engine) {
    Batch batch = Batch.evaluation(model, o, view, data, count);
    Program program = engine.compile(new Program.Spec(List.of(batch.error()), Map.of()), state);
    return bound(program, batch, data, List.of());
  }

  /**
   * The largest finite absolute gradient of a batch (rows {@code order[from]} and on); 0 if none is
   * finite.
   */
  static double largestGradient(
      Autoencoder model,
      TrainOptions o,
      Examples data,
      int[] order,
      int from,
      int count,
      long step,
      State state,
      Engine engine) {
    Batch batch = Batch.training(model, o, data, count);
    Tensor gradient = batch.gradient(model, o);
    try (Program program = engine.compile(new Program.Spec(List.of(gradient), Map.of()), state)) {
      BatchProgram bound = bound(program, batch, data, List.of());
      System.arraycopy(order, from, bound.rows, 0, count);
      program.run(o.seed(), step);
      double largest = 0;
      for (float g : program.output(gradient).data()) {
        largest = Float.isFinite(g) ? Math.max(largest, Math.abs(g)) : largest;
      }
      return largest;
    }
  }

  private static BatchProgram bound(
      Program program, Batch batch, Examples values, List<ScalarInput> scalars) {
    int[] chosen = new int[batch.rows().dim(0)];
    program.bind(batch.data(), values.inputs());
    if (!values.areToBeReconstructed()) {
      program.bind(batch.targets(), values.targets());
    }
    program.bind(batch.rows(), chosen);
    return new BatchProgram(program, chosen, batch.error(), new ArrayList<>(scalars));
  }

  /** Runs on rows {@code order[from]} and on, and returns their mean loss before the update. */
  float run(int[] order, int from, long seed, long step, double learningRate) {
    System.arraycopy(order, from, rows, 0, rows.length);
    for (int i = 0; i < scalarValues.length; i++) {
      scalarValues[i][0] = (float) scalars.get(i).value().at(step, learningRate);
    }
    program.run(seed, step);
    return program.scalar(loss);
  }

  int count() {
    return rows.length;
  }

  @Override
  public void close() {
    program.close();
  }
}
