package dev.hourglass.bench;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.broadcast;
import static dev.hourglass.engine.Tensors.matmul;
import static dev.hourglass.engine.Tensors.meanAll;
import static dev.hourglass.engine.Tensors.reshape;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;
import static dev.hourglass.engine.Tensors.transpose;

import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.engine.Op;
import dev.hourglass.engine.RecurrentLayers;
import dev.hourglass.engine.RecurrentLayers.Weights;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import java.util.List;

/**
 * An autoencoder of series of one channel (Srivastava et al., 2015): an LSTM reads the series, its
 * last state is what a second LSTM hears at each step, and a dense layer makes the series of that
 * one's states. Mean squared error.
 *
 * @param steps in a series
 * @param hidden width of both LSTMs
 */
record LstmNetwork(int steps, int hidden) implements GraphNetwork {
  private static final int GATES = Op.Cell.LSTM.gates();

  @Override
  public int rowWidth() {
    return steps;
  }

  @Override
  public List<ParameterSpec> parameters() {
    int width = GATES * hidden;
    return List.of(
        matrix("encoder.input", 1, width),
        matrix("encoder.hidden", hidden, width),
        vector("encoder.bias", width),
        matrix("decoder.input", hidden, width),
        matrix("decoder.hidden", hidden, width),
        vector("decoder.bias", width),
        matrix("output.weight", hidden, 1),
        vector("output.bias", 1));
  }

  private static ParameterSpec matrix(String name, int in, int out) {
    return new ParameterSpec(name, Shape.of(in, out), Initializer.GLOROT_UNIFORM);
  }

  private static ParameterSpec vector(String name, int width) {
    return new ParameterSpec(name, Shape.of(width), Initializer.ZEROS);
  }

  @Override
  public Tensor loss(Tensor x, ParameterLayout p) {
    int batch = x.dim(0);
    Tensor series = transpose(x, 1, 0);
    Tensor code = lstm("encoder", p).apply(reshape(series, steps, batch, 1)).lastHidden();
    Tensor repeated = broadcast(code, Shape.of(steps, batch, hidden));
    Tensor states = lstm("decoder", p).apply(repeated).outputs();
    Tensor rows = reshape(states, steps * batch, hidden);
    Tensor y = add(matmul(rows, p.view("output.weight")), p.view("output.bias"));
    return meanAll(square(sub(reshape(y, steps, batch), series)));
  }

  private static RecurrentLayers lstm(String name, ParameterLayout p) {
    Weights weights =
        new Weights(
            p.view(name + ".input"), p.view(name + ".hidden"), p.view(name + ".bias"), null);
    return RecurrentLayers.of(Op.Cell.LSTM, List.of(List.of(weights)));
  }

  /**
   * 6 for each hidden weight and step (the product and its two gradients), 6 for each input weight
   * of the decoder once, 4 and 6 for those of encoder and output at each step.
   */
  @Override
  public long flopsPerRow() {
    long square = (long) hidden * GATES * hidden;
    return 2L * 6 * steps * square + 6 * square + steps * (4L * GATES * hidden + 6L * hidden);
  }
}
