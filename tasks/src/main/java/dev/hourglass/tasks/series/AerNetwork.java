package dev.hourglass.tasks.series;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.broadcast;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.meanAll;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.reshape;
import static dev.hourglass.engine.Tensors.slice;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;
import static dev.hourglass.engine.Tensors.transpose;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.DenseLayer;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.autoencoders.layer.RecurrentLayer;
import dev.hourglass.engine.Op.Cell;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * AER (Wong et al., 2022): a bidirectional LSTM of 30 numbers a side reads the points 2 to L - 1 of
 * a window; another one sees the code at each of L steps, and a dense layer makes the points of its
 * states. The first point is predicted backwards, the last one forwards, the others are
 * reconstructed. The loss is r/2 MSE(first) + (1 - r) MSE(inside) + r/2 MSE(last) with r = 0.5.
 */
final class AerNetwork implements WindowNetwork {
  private static final int UNITS = 30;
  private static final double REGRESSION = 0.5;

  private final int length;
  private final int channels;
  private final RecurrentLayer encoder;
  private final RecurrentLayer decoder;
  private final DenseLayer output;
  private final ParameterLayout layout;

  /**
   * A network of windows of {@code length} points.
   *
   * @throws IllegalArgumentException if there are fewer than 3
   */
  AerNetwork(int length, int channels) {
    if (length < 3) {
      throw new IllegalArgumentException(
          "AER predicts the ends of a window from its inside: it needs 3 points or more, got "
              + length);
    }
    this.length = length;
    this.channels = channels;
    this.encoder = new RecurrentLayer("encoder", Cell.LSTM, channels, UNITS, 1, true);
    this.decoder = new RecurrentLayer("decoder", Cell.LSTM, 2 * UNITS, UNITS, 1, true);
    this.output =
        new DenseLayer(
            "output",
            2 * UNITS,
            channels,
            Activation.LINEAR,
            Initializer.GLOROT_UNIFORM,
            true,
            null);
    List<ParameterSpec> parameters = new ArrayList<>(encoder.parameters());
    parameters.addAll(decoder.parameters());
    parameters.addAll(output.parameters());
    this.layout = ParameterLayout.of(parameters);
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public Tensor expected(Tensor windows) {
    int batch = windows.dim(0);
    Pass pass = Pass.inference(layout, Optional.empty());
    Tensor inside = part(windows, 1, length - 2);
    Tensor steps = transpose(reshape(inside, batch, length - 2, channels), 1, 0, 2);
    Tensor last = encoder.run(steps, null, null, false, pass).lastHidden(); // (2, B, UNITS)
    Tensor code = reshape(transpose(last, 1, 0, 2), 1, batch, 2 * UNITS);
    Tensor seen = broadcast(code, Shape.of(length, batch, 2 * UNITS));
    Tensor states = decoder.run(seen, null, null, false, pass).outputs();
    Tensor points = output.apply(reshape(states, length * batch, 2 * UNITS), layout);
    return reshape(
        transpose(reshape(points, length, batch, channels), 1, 0, 2), batch, length * channels);
  }

  @Override
  public Tensor loss(Tensor expected, Tensor windows) {
    Tensor errors = square(sub(expected, windows));
    Tensor ends = add(meanAll(part(errors, 0, 1)), meanAll(part(errors, length - 1, 1)));
    Tensor inside = meanAll(part(errors, 1, length - 2));
    return add(mul(fill(REGRESSION / 2), ends), mul(fill(1 - REGRESSION), inside));
  }

  private Tensor part(Tensor windows, int point, int points) {
    int[] from = {0, point * channels};
    return slice(windows, from, new int[] {windows.dim(0), points * channels});
  }

  @Override
  public double noise() {
    return 0;
  }

  @Override
  public double endWeight() {
    return REGRESSION;
  }
}
