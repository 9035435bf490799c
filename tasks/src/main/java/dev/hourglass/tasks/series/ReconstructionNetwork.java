package dev.hourglass.tasks.series;

import static dev.hourglass.engine.Tensors.meanAll;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.conv.ConvSpec;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.autoencoders.recurrent.RecurrentSpec;
import dev.hourglass.engine.Op.Cell;
import dev.hourglass.engine.Tensor;
import java.util.Optional;

/**
 * An autoencoder of whole windows, trained on the squared error to restore them from noise.
 *
 * @param architecture with a linear output, over rows of L * C numbers
 * @param layout of its parameters
 */
record ReconstructionNetwork(Architecture architecture, ParameterLayout layout)
    implements WindowNetwork {
  private static final double NOISE = 0.3;

  static ReconstructionNetwork of(WindowModel model, int length, int channels, int code) {
    Architecture architecture =
        switch (model) {
          case CONV ->
              ConvSpec.sequence(length, channels).filters(32, 32, 16).kernel(5).latent(code).spec();
          case LSTM ->
              RecurrentSpec.of(Cell.LSTM, length, channels)
                  .hidden(32)
                  .latent(code)
                  .reversed(true)
                  .spec();
          case DENSE, AER ->
              throw new IllegalArgumentException(model.id() + " has a network of its own");
        };
    return new ReconstructionNetwork(architecture, ParameterLayout.of(architecture.parameters()));
  }

  @Override
  public Tensor expected(Tensor windows) {
    Pass pass = Pass.inference(layout, Optional.empty());
    Tensor code = architecture.encode(windows, pass);
    return architecture.outputActivation().apply(architecture.preactivation(code, pass));
  }

  @Override
  public Tensor loss(Tensor expected, Tensor windows) {
    return meanAll(square(sub(expected, windows)));
  }

  @Override
  public double noise() {
    return NOISE;
  }
}
