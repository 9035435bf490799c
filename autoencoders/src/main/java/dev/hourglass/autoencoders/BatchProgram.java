package dev.hourglass.autoencoders;

import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.autoencoders.optim.ScalarInput;
import dev.hourglass.autoencoders.optim.UpdateRule;
import dev.hourglass.engine.Engine;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
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
      NDArray data,
      int count,
      List<Tensor> slots,
      State state,
      Engine engine) {
    Batch batch = Batch.of(model, model.trainingPass(), o, data, count);
    Tensor gradient = o.clipping().apply(batch.gradient(model, o));
    UpdateRule rule = o.optimizer().update(model.layout().theta(), gradient, slots);
    Map<Tensor, Tensor> updates = new HashMap<>(rule.updates());
    updates.putAll(batch.pass().updates());
    Program program = engine.compile(new Program.Spec(List.of(batch.error()), updates), state);
    return batch.bound(program, data, rule.scalars());
  }

  /** The reconstruction error alone, of rows as they are. */
  static BatchProgram evaluation(
      Autoencoder model, TrainOptions o, NDArray data, int count, State state, Engine engine) {
    Batch batch = Batch.of(model, model.inferencePass(), o, data, count);
    Program program = engine.compile(new Program.Spec(List.of(batch.error()), Map.of()), state);
    return batch.bound(program, data, List.of());
  }

  /**
   * The largest finite absolute gradient of a batch (rows {@code order[from]} and on); 0 if none is
   * finite.
   */
  static double largestGradient(
      Autoencoder model,
      TrainOptions o,
      NDArray data,
      int[] order,
      int from,
      int count,
      long step,
      State state,
      Engine engine) {
    Batch batch = Batch.of(model, model.trainingPass(), o, data, count);
    Tensor gradient = batch.gradient(model, o);
    try (Program program = engine.compile(new Program.Spec(List.of(gradient), Map.of()), state)) {
      BatchProgram bound = batch.bound(program, data, List.of());
      System.arraycopy(order, from, bound.rows, 0, count);
      program.run(o.seed(), step);
      double largest = 0;
      for (float g : program.output(gradient).data()) {
        largest = Float.isFinite(g) ? Math.max(largest, Math.abs(g)) : largest;
      }
      return largest;
    }
  }

  /**
   * The graph of a batch.
   *
   * @param data input [N, D]
   * @param rows input [B]: which rows of the data
   * @param error the reconstruction error, rank 0
   * @param objective what training makes small: the error and the family's term
   */
  private record Batch(Tensor data, Tensor rows, Pass pass, Tensor error, Tensor objective) {
    static Batch of(Autoencoder model, Pass pass, TrainOptions o, NDArray data, int count) {
      Architecture architecture = model.architecture();
      Family family = model.family();
      Tensor all = Tensors.input("data", data.shape().toArray());
      Tensor rows = Tensors.intInput("rows", count);
      Tensor x = Tensors.gather(all, rows);
      Tensor input = pass.isTraining() ? family.corrupt(x, pass) : x;
      Tensor code = architecture.encode(input, pass);
      Tensor z = architecture.preactivation(family.code(code, pass), pass);
      Tensor error = family.reconstruction(o.loss(), z, architecture.outputActivation(), x, pass);
      Tensor objective =
          family
              .term(new Family.Coded(architecture, input, code), pass)
              .map(term -> Tensors.add(error, term))
              .orElse(error);
      return new Batch(all, rows, pass, error, objective);
    }

    Tensor gradient(Autoencoder model, TrainOptions o) {
      return model.layout().flatGradient(o.penalty().addTo(objective, model.layout()));
    }

    BatchProgram bound(Program program, NDArray values, List<ScalarInput> scalars) {
      int[] chosen = new int[rows.dim(0)];
      program.bind(data, values);
      program.bind(rows, chosen);
      return new BatchProgram(program, chosen, error, new ArrayList<>(scalars));
    }
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
