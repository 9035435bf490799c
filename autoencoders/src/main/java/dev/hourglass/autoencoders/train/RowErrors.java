package dev.hourglass.autoencoders.train;

import static dev.hourglass.engine.Tensors.gather;
import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.intInput;
import static dev.hourglass.engine.Tensors.reshape;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Engine;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The loss of each row by itself, by the weights as they are. */
final class RowErrors implements AutoCloseable {
  private final Program program;
  private final Tensor errors;
  private final int[] chosen;

  RowErrors(
      Autoencoder model, TrainOptions o, Examples data, int rows, State state, Engine engine) {
    int count = Math.min(rows, Batch.CHUNK);
    Tensor all = input("data", data.inputs().shape().toArray());
    Tensor wanted =
        data.areToBeReconstructed() ? all : input("targets", data.targets().shape().toArray());
    Tensor numbers = intInput("rows", count);
    Tensor x = gather(all, numbers);
    Pass pass = Batch.inference(model);
    Architecture architecture = model.architecture();
    Tensor code = model.family().code(architecture.encode(x, pass), pass);
    Tensor z = architecture.preactivation(code, pass);
    this.errors =
        reshape(o.loss().byRow(z, architecture.outputActivation(), gather(wanted, numbers)), count);
    this.program = engine.compile(new Program.Spec(List.of(errors), Map.of()), state);
    this.chosen = new int[count];
    program.bind(all, data.inputs());
    if (wanted != all) {
      program.bind(wanted, data.targets());
    }
    program.bind(numbers, chosen);
  }

  /** Writes the error of each of the rows to its place. */
  void write(int[] rows, float[] target) {
    for (int from = 0; from < rows.length; from += chosen.length) {
      int count = Math.min(chosen.length, rows.length - from);
      Arrays.fill(chosen, rows[from]);
      System.arraycopy(rows, from, chosen, 0, count);
      program.run(0, 0);
      float[] values = program.output(errors).data();
      for (int i = 0; i < count; i++) {
        target[chosen[i]] = values[i];
      }
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
